--liquibase formatted sql

--changeset caravan:star-0001-create-schema
create schema if not exists star;
--rollback drop schema if exists star;
