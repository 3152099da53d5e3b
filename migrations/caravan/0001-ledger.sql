--liquibase formatted sql

--changeset caravan:ledger
--comment One row a batch that stands in its raw table; the key makes loading twice impossible.
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
--rollback drop table caravan.ledger;

--changeset caravan:ledger-sort dbms:redshift runInTransaction:false
-- What is loaded is asked for by time, and each node has all of it: the ledger is small and joined with large tables.
alter table caravan.ledger alter compound sortkey (extracted_at);
--rollback alter table caravan.ledger alter sortkey none;

--changeset caravan:ledger-distribute dbms:redshift runInTransaction:false
alter table caravan.ledger alter diststyle all;
--rollback alter table caravan.ledger alter diststyle auto;
