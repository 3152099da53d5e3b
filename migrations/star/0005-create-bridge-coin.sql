--liquibase formatted sql

-- One row per symbol and coin.
--changeset caravan:star-0005-create-bridge-coin
create table star.bridge_coin (
    symbol varchar(256) not null,
    coin_id bigint not null,
    kind varchar(4) not null,
    base varchar(256) not null,
    quote varchar(256),
    reason varchar(1024) not null,
    rank integer,
    coins_of_symbol bigint not null,
    is_primary boolean not null,
    batch_id varchar(36) not null,
    part integer not null,
    line bigint not null
);
--rollback drop table star.bridge_coin;

--changeset caravan:star-0005-sort-bridge-coin dbms:redshift runInTransaction:false
alter table star.bridge_coin alter compound sortkey (symbol);
--rollback alter table star.bridge_coin alter sortkey none;

--changeset caravan:star-0005-distribute-bridge-coin dbms:redshift runInTransaction:false
alter table star.bridge_coin alter diststyle all;
--rollback alter table star.bridge_coin alter diststyle auto;
