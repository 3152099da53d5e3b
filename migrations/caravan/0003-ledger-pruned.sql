--liquibase formatted sql

--changeset caravan:ledger-pruned
--comment When the batch was deleted from the landing; its rows stay in the raw table, and it stays known as loaded.
alter table caravan.ledger add column pruned_at timestamp;
--rollback alter table caravan.ledger drop column pruned_at;
