--liquibase formatted sql

-- One row per market, symbol, interval and opening time. Binance quotes eight decimals at most and daily volumes reach
-- 1.9e10: numeric(38, 12) leaves 26 digits before the point, and reads measurably faster than a greater scale. No
-- primary key: its index would make millions of new rows slow; the key is tested instead.
-- "open" is a reserved word of Redshift.
--changeset caravan:star-0008-create-fct-ohlcv
create table star.fct_ohlcv (
    market varchar(16) not null,
    symbol varchar(256) not null,
    interval_name varchar(16) not null,
    "open" numeric(38, 12),
    high numeric(38, 12),
    low numeric(38, 12),
    close numeric(38, 12),
    volume_base numeric(38, 12),
    volume_quote numeric(38, 12),
    trade_count bigint,
    opened_date date not null,
    opened_at timestamp not null,
    batch_id varchar(36) not null,
    part integer not null,
    line bigint not null
);
--rollback drop table star.fct_ohlcv;

--changeset caravan:star-0008-sort-fct-ohlcv dbms:redshift runInTransaction:false
alter table star.fct_ohlcv alter compound sortkey (opened_at);
--rollback alter table star.fct_ohlcv alter sortkey none;

--changeset caravan:star-0008-distribute-fct-ohlcv dbms:redshift runInTransaction:false
alter table star.fct_ohlcv alter distkey symbol;
--rollback alter table star.fct_ohlcv alter diststyle auto;

--changeset caravan:star-0008-encode-fct-ohlcv dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table star.fct_ohlcv
    alter column market encode zstd,
    alter column symbol encode zstd,
    alter column interval_name encode zstd,
    alter column batch_id encode zstd;
--rollback alter table star.fct_ohlcv alter encode auto;

-- A merge of a few rows finds theirs by the key, and a model asks which batches it has. Without, both read the table.
-- Filling the empty table takes several times as long; docs/warehouses.md has the figures.
--changeset caravan:star-0008-index-fct-ohlcv dbms:postgresql
create index fct_ohlcv_key on star.fct_ohlcv (market, symbol, interval_name, opened_at);
create index fct_ohlcv_batch on star.fct_ohlcv (batch_id);
--rollback drop index star.fct_ohlcv_key;
--rollback drop index star.fct_ohlcv_batch;
