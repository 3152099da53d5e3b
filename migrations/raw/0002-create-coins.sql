--liquibase formatted sql

-- One row per coin and poll, as Coinlore gave it.
--changeset caravan:raw-0002-create-coins
create table "raw".coins (
    batch_id varchar(36) not null,
    extracted_at timestamp not null,
    part integer not null,
    line bigint not null,
    id varchar(4096),
    symbol varchar(4096),
    name varchar(4096),
    nameid varchar(4096),
    rank varchar(4096),
    price_usd varchar(4096),
    price_btc varchar(4096),
    percent_change_1h varchar(4096),
    percent_change_24h varchar(4096),
    percent_change_7d varchar(4096),
    market_cap_usd varchar(4096),
    volume24 varchar(4096),
    volume24a varchar(4096),
    csupply varchar(4096),
    tsupply varchar(4096),
    msupply varchar(4096),
    unknown_fields varchar(65535)
);
--rollback drop table "raw".coins;

-- Models ask for whole batches, so the sort key lets Redshift skip the blocks of all others.
--changeset caravan:raw-0002-sort-coins dbms:redshift runInTransaction:false
alter table "raw".coins alter compound sortkey (batch_id);
--rollback alter table "raw".coins alter sortkey none;

--changeset caravan:raw-0002-distribute-coins dbms:redshift runInTransaction:false
alter table "raw".coins alter diststyle even;
--rollback alter table "raw".coins alter diststyle auto;

--changeset caravan:raw-0002-encode-coins dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table "raw".coins
    alter column id encode zstd,
    alter column symbol encode zstd,
    alter column name encode zstd,
    alter column nameid encode zstd,
    alter column rank encode zstd,
    alter column price_usd encode zstd,
    alter column price_btc encode zstd,
    alter column percent_change_1h encode zstd,
    alter column percent_change_24h encode zstd,
    alter column percent_change_7d encode zstd,
    alter column market_cap_usd encode zstd,
    alter column volume24 encode zstd,
    alter column volume24a encode zstd,
    alter column csupply encode zstd,
    alter column tsupply encode zstd,
    alter column msupply encode zstd,
    alter column unknown_fields encode zstd;
--rollback alter table "raw".coins alter encode auto;

-- The same for PostgreSQL. Rows of a batch have one key, so the index is small and costs the load little.
--changeset caravan:raw-0002-index-coins dbms:postgresql
create index coins_batch on "raw".coins (batch_id);
--rollback drop index "raw".coins_batch;
