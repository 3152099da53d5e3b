--liquibase formatted sql

-- One row per exchange and poll; holds the columns of both generations of the answer.
--changeset caravan:raw-0003-create-exchanges
create table "raw".exchanges (
    batch_id varchar(36) not null,
    extracted_at timestamp not null,
    part integer not null,
    line bigint not null,
    id varchar(4096),
    name varchar(4096),
    name_id varchar(4096),
    volume_usd varchar(4096),
    active_pairs varchar(4096),
    url varchar(4096),
    country varchar(4096),
    date_live varchar(4096),
    date_added varchar(4096),
    usdt varchar(4096),
    fiat varchar(4096),
    auto varchar(4096),
    udate varchar(4096),
    volume_usd_adj varchar(4096),
    unknown_fields varchar(65535)
);
--rollback drop table "raw".exchanges;

-- Models ask for whole batches, so the sort key lets Redshift skip the blocks of all others.
--changeset caravan:raw-0003-sort-exchanges dbms:redshift runInTransaction:false
alter table "raw".exchanges alter compound sortkey (batch_id);
--rollback alter table "raw".exchanges alter sortkey none;

--changeset caravan:raw-0003-distribute-exchanges dbms:redshift runInTransaction:false
alter table "raw".exchanges alter diststyle even;
--rollback alter table "raw".exchanges alter diststyle auto;

--changeset caravan:raw-0003-encode-exchanges dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table "raw".exchanges
    alter column id encode zstd,
    alter column name encode zstd,
    alter column name_id encode zstd,
    alter column volume_usd encode zstd,
    alter column active_pairs encode zstd,
    alter column url encode zstd,
    alter column country encode zstd,
    alter column date_live encode zstd,
    alter column date_added encode zstd,
    alter column usdt encode zstd,
    alter column fiat encode zstd,
    alter column auto encode zstd,
    alter column udate encode zstd,
    alter column volume_usd_adj encode zstd,
    alter column unknown_fields encode zstd;
--rollback alter table "raw".exchanges alter encode auto;

-- The same for PostgreSQL. Rows of a batch have one key, so the index is small and costs the load little.
--changeset caravan:raw-0003-index-exchanges dbms:postgresql
create index exchanges_batch on "raw".exchanges (batch_id);
--rollback drop index "raw".exchanges_batch;
