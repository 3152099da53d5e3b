--liquibase formatted sql

-- One row per coin. Supplies reach 1.0e18 and have ten decimals: numeric(38, 12) leaves 26 digits before the point.
--changeset caravan:star-0002-create-dim-coin
create table star.dim_coin (
    coin_id bigint not null,
    symbol varchar(256),
    name varchar(1024),
    name_id varchar(1024),
    rank integer,
    circulating_supply numeric(38, 12),
    total_supply numeric(38, 12),
    max_supply numeric(38, 12),
    first_seen_at timestamp not null,
    last_seen_at timestamp not null,
    batch_id varchar(36) not null,
    part integer not null,
    line bigint not null
);
--rollback drop table star.dim_coin;

--changeset caravan:star-0002-sort-dim-coin dbms:redshift runInTransaction:false
alter table star.dim_coin alter compound sortkey (batch_id);
--rollback alter table star.dim_coin alter sortkey none;

--changeset caravan:star-0002-distribute-dim-coin dbms:redshift runInTransaction:false
alter table star.dim_coin alter diststyle all;
--rollback alter table star.dim_coin alter diststyle auto;
