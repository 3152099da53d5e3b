--liquibase formatted sql

-- One row per line of a downloaded history file.
-- "open" is a reserved word of Redshift.
--changeset caravan:raw-0007-create-history
create table "raw".history (
    batch_id varchar(36) not null,
    extracted_at timestamp not null,
    part integer not null,
    line bigint not null,
    market varchar(4096),
    interval_name varchar(4096),
    unix varchar(4096),
    date varchar(4096),
    symbol varchar(4096),
    "open" varchar(4096),
    high varchar(4096),
    low varchar(4096),
    close varchar(4096),
    volume_base varchar(4096),
    volume_quote varchar(4096),
    tradecount varchar(4096),
    unknown_fields varchar(65535)
);
--rollback drop table "raw".history;

-- Models ask for whole batches, so the sort key lets Redshift skip the blocks of all others.
--changeset caravan:raw-0007-sort-history dbms:redshift runInTransaction:false
alter table "raw".history alter compound sortkey (batch_id);
--rollback alter table "raw".history alter sortkey none;

--changeset caravan:raw-0007-distribute-history dbms:redshift runInTransaction:false
alter table "raw".history alter diststyle even;
--rollback alter table "raw".history alter diststyle auto;

--changeset caravan:raw-0007-encode-history dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table "raw".history
    alter column market encode zstd,
    alter column interval_name encode zstd,
    alter column unix encode zstd,
    alter column date encode zstd,
    alter column symbol encode zstd,
    alter column "open" encode zstd,
    alter column high encode zstd,
    alter column low encode zstd,
    alter column close encode zstd,
    alter column volume_base encode zstd,
    alter column volume_quote encode zstd,
    alter column tradecount encode zstd,
    alter column unknown_fields encode zstd;
--rollback alter table "raw".history alter encode auto;

-- The same for PostgreSQL. Rows of a batch have one key, so the index is small and costs the load little.
--changeset caravan:raw-0007-index-history dbms:postgresql
create index history_batch on "raw".history (batch_id);
--rollback drop index "raw".history_batch;
