--liquibase formatted sql

-- One row per calendar date.
--changeset caravan:star-0004-create-dim-date
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
--rollback drop table star.dim_date;

--changeset caravan:star-0004-sort-dim-date dbms:redshift runInTransaction:false
alter table star.dim_date alter compound sortkey (date_day);
--rollback alter table star.dim_date alter sortkey none;

--changeset caravan:star-0004-distribute-dim-date dbms:redshift runInTransaction:false
alter table star.dim_date alter diststyle all;
--rollback alter table star.dim_date alter diststyle auto;
