-- The system views of Redshift that an adapter reads, with the vendor's columns.
create view pg_catalog.svv_tables as
select current_database()::text as table_catalog, nspname::text as table_schema, relname::text as table_name,
    case relkind when 'v' then 'VIEW' else 'BASE TABLE' end as table_type,
    obj_description(pg_class.oid, 'pg_class') as remarks
from pg_class inner join pg_namespace on relnamespace = pg_namespace.oid
where relkind in ('r', 'v') and nspname not in ('pg_standin', 'pg_toast');

create view pg_catalog.svv_columns as
select table_catalog::text, table_schema::text, table_name::text, column_name::text,
    ordinal_position::integer as ordinal_position, column_default::text, is_nullable::text,
    coalesce(nullif(domain_name::text, ''), data_type::text) as data_type,
    character_maximum_length::integer, numeric_precision::integer, numeric_precision_radix::integer,
    numeric_scale::integer, datetime_precision::integer, null::text as interval_type, null::text as interval_precision,
    null::text as character_set_catalog, null::text as character_set_schema, null::text as character_set_name,
    null::text as collation_catalog, null::text as collation_schema, null::text as collation_name,
    null::text as domain_name,
    col_description(format('%I.%I', table_schema, table_name)::regclass, ordinal_position::integer) as remarks
from information_schema.columns
where table_schema <> 'pg_standin'
    and not exists (
        select from pg_standin.late_view
        where not bound and schema_name = table_schema and view_name = table_name);

create view pg_catalog.svv_redshift_columns as
select table_catalog as database_name, table_schema as schema_name, table_name, column_name, ordinal_position,
    case
        when data_type in ('character varying', 'character') then data_type || '(' || character_maximum_length || ')'
        when data_type = 'numeric' then data_type || '(' || numeric_precision || ',' || numeric_scale || ')'
        else data_type
    end as data_type,
    column_default, is_nullable,
    coalesce(table_attribute.encodings ->> column_name, 'none') as encoding,
    coalesce(table_attribute.distkey = column_name, false) as distkey,
    coalesce(array_position(table_attribute.sortkeys, column_name), 0) as sortkey,
    null::text as column_acl, remarks
from pg_catalog.svv_columns
left join pg_standin.table_attribute
    on table_attribute.relation = format('%I.%I', table_schema, table_name)::regclass;

create view pg_catalog.svv_all_columns as
select database_name, schema_name, table_name, column_name, ordinal_position, column_default, is_nullable, data_type,
    null::integer as character_maximum_length, null::integer as numeric_precision, null::integer as numeric_scale,
    remarks
from pg_catalog.svv_redshift_columns;

create view pg_catalog.svv_redshift_tables as
select table_catalog as database_name, table_schema as schema_name, table_name,
    case table_type when 'VIEW' then 'VIEW' else 'TABLE' end as table_type, null::text as table_acl, remarks
from pg_catalog.svv_tables;

create view pg_catalog.svv_all_tables as select * from pg_catalog.svv_redshift_tables;

create view pg_catalog.pg_table_def as
select nspname::text as schemaname, relname::text as tablename, attname::text as "column",
    format_type(atttypid, atttypmod) as type,
    coalesce(table_attribute.encodings ->> attname, 'none') as encoding,
    coalesce(table_attribute.distkey = attname, false) as distkey,
    coalesce(array_position(table_attribute.sortkeys, attname::text), 0) as sortkey, attnotnull as "notnull"
from pg_attribute
inner join pg_class on attrelid = pg_class.oid
inner join pg_namespace on relnamespace = pg_namespace.oid
left join pg_standin.table_attribute on table_attribute.relation = pg_class.oid
where relkind = 'r' and attnum > 0 and not attisdropped and nspname <> 'pg_standin'
    and nspname = any (current_schemas(false));

create view pg_catalog.svv_table_info as
select current_database()::text as database, nspname::text as schema, pg_class.oid::integer as table_id,
    relname::text as "table", case when encodings is null then 'N' else 'Y' end as encoded,
    coalesce(table_attribute.diststyle, 'AUTO(ALL)') as diststyle,
    coalesce(table_attribute.sortkeys[1], 'AUTO(SORTKEY)') as sortkey1,
    (select max(atttypmod - 4) from pg_attribute where attrelid = pg_class.oid and atttypid = 'varchar'::regtype)
        as max_varchar,
    'none'::text as sortkey1_enc, coalesce(cardinality(sortkeys), 0) as sortkey_num,
    pg_relation_size(pg_class.oid) / 1048576 as size, 0.0 as pct_used, 0 as empty, 0.0 as unsorted,
    0.0 as stats_off, greatest(reltuples, 0)::numeric(38, 0) as tbl_rows, null::numeric as skew_sortkey1,
    null::numeric as skew_rows, greatest(reltuples, 0)::numeric(38, 0) as estimated_visible_rows,
    null::text as risk_event, null::numeric as vacuum_sort_benefit, null::timestamp as create_time
from pg_class
inner join pg_namespace on relnamespace = pg_namespace.oid
left join pg_standin.table_attribute on table_attribute.relation = pg_class.oid
-- As on Redshift, a table without rows is not shown.
where relkind = 'r' and nspname not in ('pg_standin', 'pg_catalog', 'information_schema')
    and pg_relation_size(pg_class.oid) > 0;

create view pg_catalog.svv_views as
select table_catalog, table_schema, table_name from pg_catalog.svv_tables where table_type = 'VIEW';

-- The caller names the columns: from pg_get_late_binding_view_cols() cols(view_schema name, view_name name, ...).
create function pg_catalog.pg_get_late_binding_view_cols() returns setof record language sql stable as $$
    select nspname, relname, attname, format_type(atttypid, atttypmod)::varchar, attnum::integer
    from pg_standin.late_view
    inner join pg_namespace on nspname = schema_name
    inner join pg_class on relnamespace = pg_namespace.oid and relname = late_view.view_name
    inner join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    where bound $$;

create function pg_catalog.pg_get_external_views() returns setof record language sql stable as $$
    select null::text, null::text where false $$;

create view pg_catalog.svv_external_schemas as
select 0 as esoid, 0::smallint as eskind, ''::text as schemaname, 0 as esowner, ''::text as databasename,
    ''::text as esoptions where false;

create view pg_catalog.svv_external_tables as
select ''::text as redshift_database_name, ''::text as schemaname, ''::text as tablename, ''::text as tabletype,
    ''::text as location where false;

create view pg_catalog.svv_external_columns as
select ''::text as redshift_database_name, ''::text as schemaname, ''::text as tablename, ''::text as columnname,
    ''::text as external_type, 0 as columnnum, 0 as part_key, ''::text as is_nullable where false;

create view pg_catalog.svv_all_schemas as
select current_database()::text as database_name, nspname::text as schema_name,
    nspowner::integer as schema_owner, 'local'::text as schema_type, null::text as schema_acl,
    null::text as source_database, null::text as schema_option
from pg_namespace where nspname <> 'pg_standin' and nspname !~ '^pg_(toast|temp)';

create view pg_catalog.svv_redshift_schemas as
select database_name, schema_name, schema_owner, schema_type, schema_acl, schema_option
from pg_catalog.svv_all_schemas;

create view pg_catalog.svv_roles as
select oid::integer as role_id, rolname::text as role_name, 'awsuser'::text as role_owner, null::text as external_id
from pg_roles where not rolcanlogin and rolname !~ '^pg_';

create view pg_catalog.stv_slices as
select slice / 2 as node, slice, slice % 2 as localslice, 'D'::text as type from generate_series(0, 3) as slice;

create view pg_catalog.stv_node_storage_capacity as
select node, 0::bigint as used, 1000000::bigint as capacity from generate_series(0, 1) as node;

create view pg_catalog.stl_load_errors as
select userid, slice, tbl, starttime, session, query, filename, line_number, colname, type, col_length, position,
    raw_line, raw_field_value, err_code, left(err_reason, 100) as err_reason, 0 as is_partial, 0::bigint as start_offset,
    0::bigint as copy_job_id
from pg_standin.load_error;

create view pg_catalog.stl_loaderror_detail as
select userid, slice, session, query, filename, line_number, field, colname, raw_field_value as value, is_null, type,
    col_length
from pg_standin.load_error;

create view pg_catalog.sys_load_error_detail as
select userid as user_id, query as query_id, transaction_id, session as session_id,
    current_database()::text as database_name, tbl as table_id, starttime as start_time, filename as file_name,
    line_number, colname as column_name, type as column_type, col_length as column_length, position,
    err_code as error_code, err_reason as error_message
from pg_standin.load_error;

create view pg_catalog.stl_load_commits as
select 100 as userid, query, 0 as slice, filename, lines_scanned, 0::bigint as errors, curtime,
    1 as status, 'csv'::text as file_format, false as is_partial, 0::bigint as start_offset
from pg_standin.load_commit;

create view pg_catalog.sys_load_detail as
select 100 as user_id, query as query_id, filename as file_name, bytes_scanned, lines_scanned,
    curtime as record_time, 1 as splits_scanned, curtime as start_time, curtime as end_time
from pg_standin.load_commit;

create view pg_catalog.stl_query as
select 100 as userid, query, label, 0::bigint as xid, session as pid, current_database()::text as database,
    left(querytxt, 4000) as querytxt, starttime, endtime, case when failure = '' then 0 else 1 end as aborted,
    0 as insert_pristine, 0 as concurrency_scaling_status
from pg_standin.query;

create view pg_catalog.sys_query_history as
select 100 as user_id, query as query_id, label as query_label, 0::bigint as transaction_id, session as session_id,
    current_database()::text as database_name, upper(split_part(ltrim(querytxt), ' ', 1)) as query_type,
    case when failure = '' then 'success' else 'failed' end as status, false as result_cache_hit,
    starttime as start_time, endtime as end_time,
    (extract(epoch from endtime - starttime) * 1000000)::bigint as elapsed_time, failure as error_message,
    left(querytxt, 4000) as query_text
from pg_standin.query;

create view pg_catalog.svv_transactions as
select usename::text as txn_owner, datname::text as txn_db, backend_xid::text::bigint as xid, activity.pid,
    xact_start as txn_start, mode as lock_mode,
    case locktype when 'relation' then 'relation' else 'transactionid' end as lockable_object_type,
    relation::integer as relation, granted
from pg_stat_activity as activity inner join pg_locks on activity.pid = pg_locks.pid
where datname = current_database();

create view pg_catalog.stv_locks as
select relation::integer as table_id, null::timestamp as last_commit, null::timestamp as last_update,
    0::bigint as lock_owner, pid as lock_owner_pid, mode as lock_status
from pg_locks where locktype = 'relation' and relation >= 16384;

create view pg_catalog.stv_sessions as
select backend_start as starttime, pid as process, usename::text as user_name, datname::text as db_name,
    0 as timeout_sec
from pg_stat_activity where datname is not null;

create view pg_catalog.stv_recents as
select 100 as userid, case state when 'active' then 'Running' else 'Done' end as status, query_start as starttime,
    0 as duration, usename::text as user_name, datname::text as db_name, query, pid
from pg_stat_activity where datname is not null;
