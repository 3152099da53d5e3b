--liquibase formatted sql

-- One row per coin and poll. What the recordings need: price_usd 11 digits before and 14 behind the point, price_btc 7
-- and 19, the volumes 11 and 24 (so scale 24 leaves 14 before), percentages 11 and 2, market value 13 and 6, supplies
-- 19 and 10. No primary key: its index would cost more than the rows; the key is tested instead.
--changeset caravan:star-0007-create-fct-coin-snapshots
create table star.fct_coin_snapshots (
    coin_id bigint not null,
    rank integer,
    price_usd numeric(38, 20),
    price_btc numeric(38, 24),
    percent_change_1h numeric(38, 8),
    percent_change_24h numeric(38, 8),
    percent_change_7d numeric(38, 8),
    market_cap_usd numeric(38, 12),
    volume_usd_24h numeric(38, 24),
    volume_usd_previous_24h numeric(38, 24),
    circulating_supply numeric(38, 12),
    total_supply numeric(38, 12),
    max_supply numeric(38, 12),
    extracted_date date not null,
    extracted_at timestamp not null,
    batch_id varchar(36) not null,
    part integer not null,
    line bigint not null
);
--rollback drop table star.fct_coin_snapshots;

--changeset caravan:star-0007-sort-fct-coin-snapshots dbms:redshift runInTransaction:false
alter table star.fct_coin_snapshots alter compound sortkey (extracted_at, coin_id);
--rollback alter table star.fct_coin_snapshots alter sortkey none;

--changeset caravan:star-0007-distribute-fct-coin-snapshots dbms:redshift runInTransaction:false
alter table star.fct_coin_snapshots alter distkey coin_id;
--rollback alter table star.fct_coin_snapshots alter diststyle auto;

--changeset caravan:star-0007-encode-fct-coin-snapshots dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table star.fct_coin_snapshots
    alter column batch_id encode zstd;
--rollback alter table star.fct_coin_snapshots alter encode auto;

-- A merge of a few rows finds theirs by the key, and a model asks which batches it has. Without, both read the table.
-- Filling the empty table takes several times as long; docs/warehouses.md has the figures.
--changeset caravan:star-0007-index-fct-coin-snapshots dbms:postgresql
create index fct_coin_snapshots_key on star.fct_coin_snapshots (coin_id, batch_id);
create index fct_coin_snapshots_batch on star.fct_coin_snapshots (batch_id);
--rollback drop index star.fct_coin_snapshots_key;
--rollback drop index star.fct_coin_snapshots_batch;
