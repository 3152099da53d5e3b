--liquibase formatted sql

-- One row per coin, exchange name, base, quote and quote time. Prices have 16 decimals and reach 5.8e7, volumes 12
-- decimals and 6.3e12: numeric(38, 20) leaves 18 digits before the point. No primary key: its index would cost more
-- than the rows; the key is tested instead.
--changeset caravan:star-0006-create-fct-market-quotes
create table star.fct_market_quotes (
    coin_id bigint not null,
    exchange_id bigint,
    exchange_name varchar(1024) not null,
    base varchar(256) not null,
    quote varchar(256) not null,
    price numeric(38, 20),
    price_usd numeric(38, 20),
    volume_24h numeric(38, 20),
    volume_usd_24h numeric(38, 20),
    quoted_date date not null,
    quoted_at timestamp not null,
    batch_id varchar(36) not null,
    part integer not null,
    line bigint not null
);
--rollback drop table star.fct_market_quotes;

--changeset caravan:star-0006-sort-fct-market-quotes dbms:redshift runInTransaction:false
alter table star.fct_market_quotes alter compound sortkey (quoted_at);
--rollback alter table star.fct_market_quotes alter sortkey none;

--changeset caravan:star-0006-distribute-fct-market-quotes dbms:redshift runInTransaction:false
alter table star.fct_market_quotes alter distkey coin_id;
--rollback alter table star.fct_market_quotes alter diststyle auto;

--changeset caravan:star-0006-encode-fct-market-quotes dbms:redshift runInTransaction:false
-- Text is lzo where nothing else is said, and zstd is smaller. Numbers and times are az64 and the sort key is raw already,
-- and Redshift refuses to give a column the encoding that it has.
alter table star.fct_market_quotes
    alter column exchange_name encode zstd,
    alter column base encode zstd,
    alter column quote encode zstd,
    alter column batch_id encode zstd;
--rollback alter table star.fct_market_quotes alter encode auto;

-- A merge of a few rows finds theirs by the key, and a model asks which batches it has. Without, both read the table.
-- Filling the empty table takes several times as long; docs/warehouses.md has the figures.
--changeset caravan:star-0006-index-fct-market-quotes dbms:postgresql
create index fct_market_quotes_key on star.fct_market_quotes (coin_id, exchange_name, base, quote, quoted_at);
create index fct_market_quotes_batch on star.fct_market_quotes (batch_id);
--rollback drop index star.fct_market_quotes_key;
--rollback drop index star.fct_market_quotes_batch;
