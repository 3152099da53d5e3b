--liquibase formatted sql

--changeset caravan:run-selection
--comment Which datasets and nodes a run was about; null where it was about all of them.
alter table caravan.run add column selection varchar(4096);
--rollback alter table caravan.run drop column selection;
