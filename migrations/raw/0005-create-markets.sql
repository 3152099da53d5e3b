--liquibase formatted sql

-- One row per coin, market and poll.
--changeset caravan:raw-0005-create-markets
create table "raw".markets (
    batch_id varchar(36) not null,
    extracted_at timestamp not null,
    part integer not null,
    line bigint not null,
    coin_id varchar(4096),
    name varchar(4096),
    base varchar(4096),
    quote varchar(4096),
    price varchar(4096),
    price_usd varchar(4096),
    volume varchar(4096),
    volume_usd varchar(4096),
    time varchar(4096),
    unknown_fields varchar(65535)
);
--rollback drop table "raw".markets;

-- Models ask for whole batches, so the sort key lets Redshift skip the blocks of all others.
--changeset caravan:raw-0005-sort-markets dbms:redshift runInTransaction:false
alter table "raw".markets alter compound sortkey (batch_id);
--rollback alter table "raw".markets alter sortkey none;

--changeset caravan:raw-0005-distribute-markets dbms:redshift runInTransaction:false
alter table "raw".markets alter diststyle even;
--rollback alter table "raw".markets alter diststyle auto;

--changeset caravan:raw-0005-encode-markets dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table "raw".markets
    alter column coin_id encode zstd,
    alter column name encode zstd,
    alter column base encode zstd,
    alter column quote encode zstd,
    alter column price encode zstd,
    alter column price_usd encode zstd,
    alter column volume encode zstd,
    alter column volume_usd encode zstd,
    alter column time encode zstd,
    alter column unknown_fields encode zstd;
--rollback alter table "raw".markets alter encode auto;

-- The same for PostgreSQL. Rows of a batch have one key, so the index is small and costs the load little.
--changeset caravan:raw-0005-index-markets dbms:postgresql
create index markets_batch on "raw".markets (batch_id);
--rollback drop index "raw".markets_batch;
