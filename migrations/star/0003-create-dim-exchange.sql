--liquibase formatted sql

-- One row per exchange. Volumes have 19 decimals and reach 1.3e11: numeric(38, 20) leaves 18 digits before the point.
--changeset caravan:star-0003-create-dim-exchange
create table star.dim_exchange (
    exchange_id bigint not null,
    name varchar(1024),
    name_id varchar(1024),
    url varchar(4096),
    country varchar(1024),
    volume_usd_24h numeric(38, 20),
    active_pairs integer,
    date_live date,
    first_seen_at timestamp not null,
    last_seen_at timestamp not null,
    batch_id varchar(36) not null,
    part integer not null,
    line bigint not null,
    details_batch_id varchar(36),
    details_part integer,
    details_line bigint
);
--rollback drop table star.dim_exchange;

--changeset caravan:star-0003-sort-dim-exchange dbms:redshift runInTransaction:false
alter table star.dim_exchange alter compound sortkey (name);
--rollback alter table star.dim_exchange alter sortkey none;

--changeset caravan:star-0003-distribute-dim-exchange dbms:redshift runInTransaction:false
alter table star.dim_exchange alter diststyle all;
--rollback alter table star.dim_exchange alter diststyle auto;
