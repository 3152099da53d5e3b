--liquibase formatted sql

-- One row per poll.
--changeset caravan:raw-0006-create-global
create table "raw".global (
    batch_id varchar(36) not null,
    extracted_at timestamp not null,
    part integer not null,
    line bigint not null,
    coins_count varchar(4096),
    active_markets varchar(4096),
    total_mcap varchar(4096),
    total_volume varchar(4096),
    btc_d varchar(4096),
    eth_d varchar(4096),
    mcap_change varchar(4096),
    volume_change varchar(4096),
    avg_change_percent varchar(4096),
    volume_ath varchar(4096),
    mcap_ath varchar(4096),
    unknown_fields varchar(65535)
);
--rollback drop table "raw".global;

-- Models ask for whole batches, so the sort key lets Redshift skip the blocks of all others.
--changeset caravan:raw-0006-sort-global dbms:redshift runInTransaction:false
alter table "raw".global alter compound sortkey (batch_id);
--rollback alter table "raw".global alter sortkey none;

--changeset caravan:raw-0006-distribute-global dbms:redshift runInTransaction:false
alter table "raw".global alter diststyle even;
--rollback alter table "raw".global alter diststyle auto;

--changeset caravan:raw-0006-encode-global dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table "raw".global
    alter column coins_count encode zstd,
    alter column active_markets encode zstd,
    alter column total_mcap encode zstd,
    alter column total_volume encode zstd,
    alter column btc_d encode zstd,
    alter column eth_d encode zstd,
    alter column mcap_change encode zstd,
    alter column volume_change encode zstd,
    alter column avg_change_percent encode zstd,
    alter column volume_ath encode zstd,
    alter column mcap_ath encode zstd,
    alter column unknown_fields encode zstd;
--rollback alter table "raw".global alter encode auto;

-- The same for PostgreSQL. Rows of a batch have one key, so the index is small and costs the load little.
--changeset caravan:raw-0006-index-global dbms:postgresql
create index global_batch on "raw".global (batch_id);
--rollback drop index "raw".global_batch;
