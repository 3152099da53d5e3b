--liquibase formatted sql

-- One row per exchange and poll of its details.
--changeset caravan:raw-0004-create-exchange-details
create table "raw".exchange_details (
    batch_id varchar(36) not null,
    extracted_at timestamp not null,
    part integer not null,
    line bigint not null,
    id varchar(4096),
    name varchar(4096),
    date_live varchar(4096),
    url varchar(4096),
    unknown_fields varchar(65535)
);
--rollback drop table "raw".exchange_details;

-- Models ask for whole batches, so the sort key lets Redshift skip the blocks of all others.
--changeset caravan:raw-0004-sort-exchange-details dbms:redshift runInTransaction:false
alter table "raw".exchange_details alter compound sortkey (batch_id);
--rollback alter table "raw".exchange_details alter sortkey none;

--changeset caravan:raw-0004-distribute-exchange-details dbms:redshift runInTransaction:false
alter table "raw".exchange_details alter diststyle even;
--rollback alter table "raw".exchange_details alter diststyle auto;

--changeset caravan:raw-0004-encode-exchange-details dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table "raw".exchange_details
    alter column id encode zstd,
    alter column name encode zstd,
    alter column date_live encode zstd,
    alter column url encode zstd,
    alter column unknown_fields encode zstd;
--rollback alter table "raw".exchange_details alter encode auto;

-- The same for PostgreSQL. Rows of a batch have one key, so the index is small and costs the load little.
--changeset caravan:raw-0004-index-exchange-details dbms:postgresql
create index exchange_details_batch on "raw".exchange_details (batch_id);
--rollback drop index "raw".exchange_details_batch;
