--liquibase formatted sql

--changeset caravan:run
--comment One row a run of a command.
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
--rollback drop table caravan.run;

--changeset caravan:node-result
--comment One row a node and run.
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
--rollback drop table caravan.node_result;

--changeset caravan:run-sort dbms:redshift runInTransaction:false
-- People ask for the last runs; one run is asked for by its id, which begins with its time.
alter table caravan.run alter compound sortkey (started_at);
--rollback alter table caravan.run alter sortkey none;

--changeset caravan:node-result-sort dbms:redshift runInTransaction:false
alter table caravan.node_result alter compound sortkey (run_id);
--rollback alter table caravan.node_result alter sortkey none;
