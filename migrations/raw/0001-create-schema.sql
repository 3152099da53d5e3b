--liquibase formatted sql

-- Quoted, because "raw" is a reserved word of Redshift.
--changeset caravan:raw-0001-create-schema
create schema if not exists "raw";
--rollback drop schema if exists "raw";
