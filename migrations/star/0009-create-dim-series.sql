--liquibase formatted sql

-- One row per market, symbol and interval.
--changeset caravan:star-0009-create-dim-series
create table star.dim_series (
    market varchar(16) not null,
    symbol varchar(256) not null,
    interval_name varchar(16) not null,
    first_opened_at timestamp not null,
    last_opened_at timestamp not null,
    batch_id varchar(36) not null
);
--rollback drop table star.dim_series;

--changeset caravan:star-0009-sort-dim-series dbms:redshift runInTransaction:false
alter table star.dim_series alter compound sortkey (symbol);
--rollback alter table star.dim_series alter sortkey none;

-- Small and joined with everything: every node has it.
--changeset caravan:star-0009-distribute-dim-series dbms:redshift runInTransaction:false
alter table star.dim_series alter diststyle all;
--rollback alter table star.dim_series alter diststyle auto;
