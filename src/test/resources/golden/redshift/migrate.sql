-- All migrations of the environment redshift, for redshift, from an empty warehouse on.

create schema if not exists "caravan";

-- The lock that lets one process migrate at a time
CREATE TABLE caravan.databasechangeloglock (ID INTEGER NOT NULL, LOCKED BOOLEAN NOT NULL, LOCKGRANTED timestamp, LOCKEDBY VARCHAR(255), CONSTRAINT databasechangeloglock_pkey PRIMARY KEY (ID));

DELETE FROM caravan.databasechangeloglock;

INSERT INTO caravan.databasechangeloglock (ID, LOCKED) VALUES (1, FALSE);

create table caravan.databasechangelog (
    id varchar(1020) not null,
    author varchar(1020) not null,
    filename varchar(1020) not null,
    dateexecuted timestamp not null,
    orderexecuted integer not null,
    exectype varchar(10) not null,
    md5sum varchar(35),
    description varchar(1020),
    comments varchar(1020),
    "tag" varchar(1020),
    liquibase varchar(20),
    contexts varchar(1020),
    labels varchar(1020),
    deployment_id varchar(10)
)
diststyle all;

-- Changeset migrations/caravan/0001-ledger.sql::ledger::caravan
-- One row a batch that stands in its raw table; the key makes loading twice impossible.
create table caravan.ledger (
    dataset varchar(128) not null,
    batch_id varchar(36) not null,
    run_id varchar(36) not null,
    extracted_at timestamp not null,
    loaded_at timestamp not null,
    rows_extracted bigint not null,
    rows_rejected bigint not null,
    rows_repeated bigint not null,
    rows_landed bigint not null,
    rows_loaded bigint not null,
    parts integer not null,
    size_bytes bigint not null,
    source_uri varchar(4096) not null,
    source_size_bytes bigint,
    source_sha256 varchar(64),
    primary key (batch_id)
);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('ledger', 'caravan', 'migrations/caravan/0001-ledger.sql', getdate(), 1, '9:f310f745d64685ed10eff8732d0fcb5a', 'sql', 'One row a batch that stands in its raw table; the key makes loading twice impossible.', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/caravan/0001-ledger.sql::ledger-sort::caravan
alter table caravan.ledger alter compound sortkey (extracted_at);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('ledger-sort', 'caravan', 'migrations/caravan/0001-ledger.sql', getdate(), 2, '9:ce47b7bfd15c6b0a63b43e8b9dd8e6a0', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/caravan/0001-ledger.sql::ledger-distribute::caravan
alter table caravan.ledger alter diststyle all;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('ledger-distribute', 'caravan', 'migrations/caravan/0001-ledger.sql', getdate(), 3, '9:70c4fb7711198ed96432918780939ba7', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/caravan/0002-run-history.sql::run::caravan
-- One row a run of a command.
create table caravan.run (
    run_id varchar(36) not null,
    command varchar(64) not null,
    environment varchar(128) not null,
    started_at timestamp not null,
    finished_at timestamp,
    status varchar(16) not null,
    rows_extracted bigint,
    rows_loaded bigint,
    message varchar(65535),
    primary key (run_id)
);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('run', 'caravan', 'migrations/caravan/0002-run-history.sql', getdate(), 4, '9:2ce1314ba086b7369f3a49a078209dc1', 'sql', 'One row a run of a command.', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/caravan/0002-run-history.sql::node-result::caravan
-- One row a node and run.
create table caravan.node_result (
    run_id varchar(36) not null,
    node_id varchar(512) not null,
    status varchar(16) not null,
    rows_changed bigint,
    started_at timestamp,
    seconds numeric(18, 3),
    message varchar(65535),
    compiled_checksum varchar(64),
    primary key (run_id, node_id)
);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('node-result', 'caravan', 'migrations/caravan/0002-run-history.sql', getdate(), 5, '9:a44039c8c585198fd0e889364001535d', 'sql', 'One row a node and run.', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/caravan/0002-run-history.sql::run-sort::caravan
alter table caravan.run alter compound sortkey (started_at);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('run-sort', 'caravan', 'migrations/caravan/0002-run-history.sql', getdate(), 6, '9:f458a957b865ff8507db98d244346e3c', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/caravan/0002-run-history.sql::node-result-sort::caravan
alter table caravan.node_result alter compound sortkey (run_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('node-result-sort', 'caravan', 'migrations/caravan/0002-run-history.sql', getdate(), 7, '9:2e3dd5ee91c4d59e2d96e2266661f430', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/caravan/0003-ledger-pruned.sql::ledger-pruned::caravan
-- When the batch was deleted from the landing; its rows stay in the raw table, and it stays known as loaded.
alter table caravan.ledger add column pruned_at timestamp;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('ledger-pruned', 'caravan', 'migrations/caravan/0003-ledger-pruned.sql', getdate(), 8, '9:9c1e35236c863fc9549f1016a111b741', 'sql', 'When the batch was deleted from the landing; its rows stay in the raw table, and it stays known as loaded.', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/caravan/0004-run-selection.sql::run-selection::caravan
-- Which datasets and nodes a run was about; null where it was about all of them.
alter table caravan.run add column selection varchar(4096);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('run-selection', 'caravan', 'migrations/caravan/0004-run-selection.sql', getdate(), 9, '9:25ee0f4889b85db052b06448b962dd21', 'sql', 'Which datasets and nodes a run was about; null where it was about all of them.', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0001-create-schema.sql::raw-0001-create-schema::caravan
create schema if not exists "raw";

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0001-create-schema', 'caravan', 'migrations/raw/0001-create-schema.sql', getdate(), 10, '9:a483872bd49cf35ecdb28e2532aa39da', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0002-create-coins.sql::raw-0002-create-coins::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0002-create-coins', 'caravan', 'migrations/raw/0002-create-coins.sql', getdate(), 11, '9:3434e8972cb23d89d5c6a01ff8c6e9c3', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0002-create-coins.sql::raw-0002-sort-coins::caravan
alter table "raw".coins alter compound sortkey (batch_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0002-sort-coins', 'caravan', 'migrations/raw/0002-create-coins.sql', getdate(), 12, '9:13bfe31ce55a0f2a2819ad2d97a875c6', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0002-create-coins.sql::raw-0002-distribute-coins::caravan
alter table "raw".coins alter diststyle even;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0002-distribute-coins', 'caravan', 'migrations/raw/0002-create-coins.sql', getdate(), 13, '9:71bb29ba83d3a3b3304d0cf7600ba3a8', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0002-create-coins.sql::raw-0002-encode-coins::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0002-encode-coins', 'caravan', 'migrations/raw/0002-create-coins.sql', getdate(), 14, '9:f2b4c7ef94548c6345901cd59efacfe2', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0003-create-exchanges.sql::raw-0003-create-exchanges::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0003-create-exchanges', 'caravan', 'migrations/raw/0003-create-exchanges.sql', getdate(), 15, '9:cc3ab0a85aed4acf6976e253b2f646a1', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0003-create-exchanges.sql::raw-0003-sort-exchanges::caravan
alter table "raw".exchanges alter compound sortkey (batch_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0003-sort-exchanges', 'caravan', 'migrations/raw/0003-create-exchanges.sql', getdate(), 16, '9:13d0c3a5ed7e801997f05a4ce751ff62', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0003-create-exchanges.sql::raw-0003-distribute-exchanges::caravan
alter table "raw".exchanges alter diststyle even;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0003-distribute-exchanges', 'caravan', 'migrations/raw/0003-create-exchanges.sql', getdate(), 17, '9:47ec420a99e8f68961f3b5df4f135671', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0003-create-exchanges.sql::raw-0003-encode-exchanges::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0003-encode-exchanges', 'caravan', 'migrations/raw/0003-create-exchanges.sql', getdate(), 18, '9:46ee0e6fcbe5d3a8b062b88c87883dc5', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0004-create-exchange-details.sql::raw-0004-create-exchange-details::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0004-create-exchange-details', 'caravan', 'migrations/raw/0004-create-exchange-details.sql', getdate(), 19, '9:606d0d6e0422f97a198c5d8e7da13f17', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0004-create-exchange-details.sql::raw-0004-sort-exchange-details::caravan
alter table "raw".exchange_details alter compound sortkey (batch_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0004-sort-exchange-details', 'caravan', 'migrations/raw/0004-create-exchange-details.sql', getdate(), 20, '9:00b4f89fe3608c6cbb30df9da4b75232', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0004-create-exchange-details.sql::raw-0004-distribute-exchange-details::caravan
alter table "raw".exchange_details alter diststyle even;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0004-distribute-exchange-details', 'caravan', 'migrations/raw/0004-create-exchange-details.sql', getdate(), 21, '9:83637b8f9d0e203e8b55093280fc0932', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0004-create-exchange-details.sql::raw-0004-encode-exchange-details::caravan
alter table "raw".exchange_details
    alter column id encode zstd,
    alter column name encode zstd,
    alter column date_live encode zstd,
    alter column url encode zstd,
    alter column unknown_fields encode zstd;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0004-encode-exchange-details', 'caravan', 'migrations/raw/0004-create-exchange-details.sql', getdate(), 22, '9:6021e3abaf015bd905aca36cb9d0e55e', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0005-create-markets.sql::raw-0005-create-markets::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0005-create-markets', 'caravan', 'migrations/raw/0005-create-markets.sql', getdate(), 23, '9:22e396841b21a385149a7bbf83e26863', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0005-create-markets.sql::raw-0005-sort-markets::caravan
alter table "raw".markets alter compound sortkey (batch_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0005-sort-markets', 'caravan', 'migrations/raw/0005-create-markets.sql', getdate(), 24, '9:e4de13a6e1b034686dead38c6f2720bf', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0005-create-markets.sql::raw-0005-distribute-markets::caravan
alter table "raw".markets alter diststyle even;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0005-distribute-markets', 'caravan', 'migrations/raw/0005-create-markets.sql', getdate(), 25, '9:e54ea300a8a76afbfe85bd5f4d520519', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0005-create-markets.sql::raw-0005-encode-markets::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0005-encode-markets', 'caravan', 'migrations/raw/0005-create-markets.sql', getdate(), 26, '9:02bd0f17a74c3cd0da8ce5e88ee458d8', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0006-create-global.sql::raw-0006-create-global::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0006-create-global', 'caravan', 'migrations/raw/0006-create-global.sql', getdate(), 27, '9:c99a8ceca9b4da4791b5048266a79453', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0006-create-global.sql::raw-0006-sort-global::caravan
alter table "raw".global alter compound sortkey (batch_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0006-sort-global', 'caravan', 'migrations/raw/0006-create-global.sql', getdate(), 28, '9:66098b89777c4c1131f89dbd31d1297b', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0006-create-global.sql::raw-0006-distribute-global::caravan
alter table "raw".global alter diststyle even;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0006-distribute-global', 'caravan', 'migrations/raw/0006-create-global.sql', getdate(), 29, '9:0dc35271e81f3cd108cf244798a0bfc6', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0006-create-global.sql::raw-0006-encode-global::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0006-encode-global', 'caravan', 'migrations/raw/0006-create-global.sql', getdate(), 30, '9:fcc9b428fbbb73ddf7a0f87e987f065c', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0007-create-history.sql::raw-0007-create-history::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0007-create-history', 'caravan', 'migrations/raw/0007-create-history.sql', getdate(), 31, '9:868c77121ca90da49c638cf05b5a8714', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0007-create-history.sql::raw-0007-sort-history::caravan
alter table "raw".history alter compound sortkey (batch_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0007-sort-history', 'caravan', 'migrations/raw/0007-create-history.sql', getdate(), 32, '9:29e80bac003557ffc482942ab3dcbb91', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0007-create-history.sql::raw-0007-distribute-history::caravan
alter table "raw".history alter diststyle even;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0007-distribute-history', 'caravan', 'migrations/raw/0007-create-history.sql', getdate(), 33, '9:02d62ada16eb9cd7441302f6344be9e7', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/raw/0007-create-history.sql::raw-0007-encode-history::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('raw-0007-encode-history', 'caravan', 'migrations/raw/0007-create-history.sql', getdate(), 34, '9:06a031fe32b982e1f66c714a47c51619', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0001-create-schema.sql::star-0001-create-schema::caravan
create schema if not exists star;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0001-create-schema', 'caravan', 'migrations/star/0001-create-schema.sql', getdate(), 35, '9:61dff5919b5ff6bc3efa0145e75beaf2', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0002-create-dim-coin.sql::star-0002-create-dim-coin::caravan
create table star.dim_coin (
    coin_id bigint not null,
    symbol varchar(256),
    name varchar(1024),
    name_id varchar(1024),
    rank integer,
    circulating_supply numeric(38, 12),
    total_supply numeric(38, 12),
    max_supply numeric(38, 12),
    first_seen_at timestamp not null,
    last_seen_at timestamp not null,
    batch_id varchar(36) not null,
    part integer not null,
    line bigint not null
);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0002-create-dim-coin', 'caravan', 'migrations/star/0002-create-dim-coin.sql', getdate(), 36, '9:54f55e50fa57284630a4d0de45e70de8', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0002-create-dim-coin.sql::star-0002-sort-dim-coin::caravan
alter table star.dim_coin alter compound sortkey (batch_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0002-sort-dim-coin', 'caravan', 'migrations/star/0002-create-dim-coin.sql', getdate(), 37, '9:12671556aaa030892591c7aad8aede06', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0002-create-dim-coin.sql::star-0002-distribute-dim-coin::caravan
alter table star.dim_coin alter diststyle all;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0002-distribute-dim-coin', 'caravan', 'migrations/star/0002-create-dim-coin.sql', getdate(), 38, '9:b4c1681255df000fb5766f405217fd2f', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0003-create-dim-exchange.sql::star-0003-create-dim-exchange::caravan
create table star.dim_exchange (
    exchange_id bigint not null,
    name varchar(1024),
    name_id varchar(1024),
    url varchar(4096),
    country varchar(1024),
    volume_usd_24h numeric(38, 20),
    active_pairs integer,
    date_live date,
    first_seen_at timestamp not null,
    last_seen_at timestamp not null,
    batch_id varchar(36) not null,
    part integer not null,
    line bigint not null,
    details_batch_id varchar(36),
    details_part integer,
    details_line bigint
);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0003-create-dim-exchange', 'caravan', 'migrations/star/0003-create-dim-exchange.sql', getdate(), 39, '9:25292e5172122e300ee2e68b80652580', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0003-create-dim-exchange.sql::star-0003-sort-dim-exchange::caravan
alter table star.dim_exchange alter compound sortkey (name);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0003-sort-dim-exchange', 'caravan', 'migrations/star/0003-create-dim-exchange.sql', getdate(), 40, '9:aacac08c0b6400dc402b70ead959ba0b', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0003-create-dim-exchange.sql::star-0003-distribute-dim-exchange::caravan
alter table star.dim_exchange alter diststyle all;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0003-distribute-dim-exchange', 'caravan', 'migrations/star/0003-create-dim-exchange.sql', getdate(), 41, '9:af38049eff041e6a912928bc4b74fd20', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0004-create-dim-date.sql::star-0004-create-dim-date::caravan
create table star.dim_date (
    date_day date not null,
    day_name varchar(9) not null,
    month_name varchar(9) not null,
    year_number integer not null,
    quarter_of_year integer not null,
    month_of_year integer not null,
    week_of_year integer not null,
    day_of_month integer not null,
    day_of_week integer not null,
    is_weekend boolean not null
);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0004-create-dim-date', 'caravan', 'migrations/star/0004-create-dim-date.sql', getdate(), 42, '9:68bf8170fd23e779fa8b2c0e9ba8053d', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0004-create-dim-date.sql::star-0004-sort-dim-date::caravan
alter table star.dim_date alter compound sortkey (date_day);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0004-sort-dim-date', 'caravan', 'migrations/star/0004-create-dim-date.sql', getdate(), 43, '9:644d5518efcc0dc093375b8ac38a9c8b', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0004-create-dim-date.sql::star-0004-distribute-dim-date::caravan
alter table star.dim_date alter diststyle all;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0004-distribute-dim-date', 'caravan', 'migrations/star/0004-create-dim-date.sql', getdate(), 44, '9:8f07e6abacd810295c0d9db4a502af54', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0005-create-bridge-coin.sql::star-0005-create-bridge-coin::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0005-create-bridge-coin', 'caravan', 'migrations/star/0005-create-bridge-coin.sql', getdate(), 45, '9:011110e93cbd6670e96a3816edec2a3d', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0005-create-bridge-coin.sql::star-0005-sort-bridge-coin::caravan
alter table star.bridge_coin alter compound sortkey (symbol);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0005-sort-bridge-coin', 'caravan', 'migrations/star/0005-create-bridge-coin.sql', getdate(), 46, '9:b3b97fe127cbf0d5481e9dcec5839fdd', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0005-create-bridge-coin.sql::star-0005-distribute-bridge-coin::caravan
alter table star.bridge_coin alter diststyle all;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0005-distribute-bridge-coin', 'caravan', 'migrations/star/0005-create-bridge-coin.sql', getdate(), 47, '9:9380fcff738efd5b45582de796a9920f', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0006-create-fct-market-quotes.sql::star-0006-create-fct-market-quotes::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0006-create-fct-market-quotes', 'caravan', 'migrations/star/0006-create-fct-market-quotes.sql', getdate(), 48, '9:0ca204bb13f739af67ee321a8512441a', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0006-create-fct-market-quotes.sql::star-0006-sort-fct-market-quotes::caravan
alter table star.fct_market_quotes alter compound sortkey (quoted_at);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0006-sort-fct-market-quotes', 'caravan', 'migrations/star/0006-create-fct-market-quotes.sql', getdate(), 49, '9:e878f23410b8f928d969740571f4159c', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0006-create-fct-market-quotes.sql::star-0006-distribute-fct-market-quotes::caravan
alter table star.fct_market_quotes alter distkey coin_id;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0006-distribute-fct-market-quotes', 'caravan', 'migrations/star/0006-create-fct-market-quotes.sql', getdate(), 50, '9:9d13a312f4344af9635801e59ab455e0', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0006-create-fct-market-quotes.sql::star-0006-encode-fct-market-quotes::caravan
alter table star.fct_market_quotes
    alter column exchange_name encode zstd,
    alter column base encode zstd,
    alter column quote encode zstd,
    alter column batch_id encode zstd;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0006-encode-fct-market-quotes', 'caravan', 'migrations/star/0006-create-fct-market-quotes.sql', getdate(), 51, '9:a838a81c3912511d1abc53948f55afe4', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0007-create-fct-coin-snapshots.sql::star-0007-create-fct-coin-snapshots::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0007-create-fct-coin-snapshots', 'caravan', 'migrations/star/0007-create-fct-coin-snapshots.sql', getdate(), 52, '9:febd5cfe8577a01cdc99a867a0bb11d8', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0007-create-fct-coin-snapshots.sql::star-0007-sort-fct-coin-snapshots::caravan
alter table star.fct_coin_snapshots alter compound sortkey (extracted_at, coin_id);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0007-sort-fct-coin-snapshots', 'caravan', 'migrations/star/0007-create-fct-coin-snapshots.sql', getdate(), 53, '9:39319132c89631fb65f659f17fdff72a', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0007-create-fct-coin-snapshots.sql::star-0007-distribute-fct-coin-snapshots::caravan
alter table star.fct_coin_snapshots alter distkey coin_id;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0007-distribute-fct-coin-snapshots', 'caravan', 'migrations/star/0007-create-fct-coin-snapshots.sql', getdate(), 54, '9:357e3c59eddae1667bbda95d2607c259', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0007-create-fct-coin-snapshots.sql::star-0007-encode-fct-coin-snapshots::caravan
alter table star.fct_coin_snapshots
    alter column batch_id encode zstd;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0007-encode-fct-coin-snapshots', 'caravan', 'migrations/star/0007-create-fct-coin-snapshots.sql', getdate(), 55, '9:62336002f05511cf232bb19b7c1ee8bc', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0008-create-fct-ohlcv.sql::star-0008-create-fct-ohlcv::caravan
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

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0008-create-fct-ohlcv', 'caravan', 'migrations/star/0008-create-fct-ohlcv.sql', getdate(), 56, '9:7e0671064d5df4fca9ad9038e872362f', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0008-create-fct-ohlcv.sql::star-0008-sort-fct-ohlcv::caravan
alter table star.fct_ohlcv alter compound sortkey (opened_at);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0008-sort-fct-ohlcv', 'caravan', 'migrations/star/0008-create-fct-ohlcv.sql', getdate(), 57, '9:e0badc41b7be91df8afbb24c53839571', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0008-create-fct-ohlcv.sql::star-0008-distribute-fct-ohlcv::caravan
alter table star.fct_ohlcv alter distkey symbol;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0008-distribute-fct-ohlcv', 'caravan', 'migrations/star/0008-create-fct-ohlcv.sql', getdate(), 58, '9:6d40c8ee138be3ad7f8848be338447e8', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0008-create-fct-ohlcv.sql::star-0008-encode-fct-ohlcv::caravan
alter table star.fct_ohlcv
    alter column market encode zstd,
    alter column symbol encode zstd,
    alter column interval_name encode zstd,
    alter column batch_id encode zstd;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0008-encode-fct-ohlcv', 'caravan', 'migrations/star/0008-create-fct-ohlcv.sql', getdate(), 59, '9:a4fbc87841e8d770f5480c77772140d8', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0009-create-dim-series.sql::star-0009-create-dim-series::caravan
create table star.dim_series (
    market varchar(16) not null,
    symbol varchar(256) not null,
    interval_name varchar(16) not null,
    first_opened_at timestamp not null,
    last_opened_at timestamp not null,
    batch_id varchar(36) not null
);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0009-create-dim-series', 'caravan', 'migrations/star/0009-create-dim-series.sql', getdate(), 60, '9:c695d9c5a8ad5ad644d7d31634940cb2', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0009-create-dim-series.sql::star-0009-sort-dim-series::caravan
alter table star.dim_series alter compound sortkey (symbol);

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0009-sort-dim-series', 'caravan', 'migrations/star/0009-create-dim-series.sql', getdate(), 61, '9:865c84143fa296e8ad283a837a25b883', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');

-- Changeset migrations/star/0009-create-dim-series.sql::star-0009-distribute-dim-series::caravan
alter table star.dim_series alter diststyle all;

INSERT INTO caravan.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('star-0009-distribute-dim-series', 'caravan', 'migrations/star/0009-create-dim-series.sql', getdate(), 62, '9:50f9b4749cd9127663c8866b6b517f87', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', 'script');
