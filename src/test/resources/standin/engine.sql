-- The stand-in's own tables, and the event trigger that makes tables behave as Redshift's do.
-- A name of the system's, so that whoever lists the schemas of users does not meet it.
set allow_system_table_mods = on;
create schema pg_standin;

create table pg_standin.load_error (
    userid integer, slice integer, tbl integer, starttime timestamp, session integer, query bigint,
    transaction_id bigint, filename varchar(256), line_number bigint, colname varchar(127), type varchar(10),
    col_length varchar(10), position integer, raw_line varchar(1024), raw_field_value varchar(1024),
    err_code integer, err_reason varchar(512), field integer, is_null integer
);

create table pg_standin.load_commit (
    query bigint, filename varchar(256), curtime timestamp, lines_scanned bigint, bytes_scanned bigint
);

create table pg_standin.query (
    query bigint, label varchar(320), session integer, starttime timestamp, endtime timestamp, querytxt text,
    failure text
);

create table pg_standin.late_view (
    schema_name text, view_name text, definition text, bound boolean not null,
    primary key (schema_name, view_name)
);

create table pg_standin.table_attribute (
    relation oid primary key, diststyle text, distkey text, sortkey_style text, sortkeys text[], encodings jsonb
);

-- Keys are accepted, never enforced: only remembered here.
create table pg_standin.key_note (relation oid, name text, kind "char", columns text);

-- Writers of one table run one after the other, as on Redshift; readers go on.
create function pg_standin.write_lock() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(TG_RELID::bigint);
    return null;
end
$$;

create function pg_standin.column_shape(relation oid, is_declared boolean) returns setof text language sql as $$
    -- text and varchar without a length are varchar(256) where declared, and as long as can be in a select's result
    select format(
        'alter column %I type varchar(%s)', attname, case when is_declared then 256 else 65535 end)
    from pg_attribute
    where attrelid = relation and attnum > 0 and not attisdropped
        and (atttypid = 'text'::regtype or atttypid = 'varchar'::regtype and atttypmod < 0)
    union all
    -- Redshift works a precision and a scale out for every expression; PostgreSQL leaves them open
    select format('alter column %I type numeric(38, 18)', attname)
    from pg_attribute
    where attrelid = relation and attnum > 0 and not attisdropped
        and atttypid = 'numeric'::regtype and atttypmod < 0
    union all
    select format('alter column %I type char(1)', attname)
    from pg_attribute
    where attrelid = relation and attnum > 0 and not attisdropped
        and atttypid = 'bpchar'::regtype and atttypmod < 0
$$;

create function pg_standin.byte_checks(relation oid) returns setof text language sql as $$
    with wanted as (
        select attname, atttypmod - 4 as bytes, format(
            'standin_bytes_%s_%s_%s',
            case when atttypid = 'bpchar'::regtype then 'char' else 'varchar' end, atttypmod - 4, attnum) as name
        from pg_attribute
        where attrelid = relation and attnum > 0 and not attisdropped
            and atttypid in ('varchar'::regtype, 'bpchar'::regtype) and atttypmod > 4
    ),
    existing as (
        select conname::text as name from pg_constraint
        where conrelid = relation and contype = 'c' and starts_with(conname, 'standin_bytes_')
    )
    select format('drop constraint %I', existing.name) from existing
    where existing.name not in (select wanted.name from wanted)
    union all
    select format('add constraint %I check (octet_length(%I) <= %s)', wanted.name, wanted.attname, wanted.bytes)
    from wanted where wanted.name not in (select existing.name from existing)
$$;

create function pg_standin.shape_table(relation oid, tag text) returns void language plpgsql as $$
declare
    actions text;
begin
    insert into pg_standin.key_note
    select relation, conname, contype, pg_get_constraintdef(oid)
    from pg_constraint where conrelid = relation and contype in ('p', 'u', 'f');

    select string_agg(action, ', ') into actions from (
        select format('drop constraint %I', conname) as action
        from pg_constraint where conrelid = relation and contype in ('p', 'u', 'f')
        union all
        select * from pg_standin.column_shape(relation, tag = 'CREATE TABLE' or tag = 'ALTER TABLE')
    ) as all_actions;
    if actions is not null then
        execute format('alter table %s %s', relation::regclass, actions);
    end if;

    select string_agg(action, ', ') into actions from pg_standin.byte_checks(relation) as action;
    if actions is not null then
        execute format('alter table %s %s', relation::regclass, actions);
    end if;

    if not exists (select from pg_trigger where tgrelid = relation and tgname = 'standin_write_lock') then
        execute format(
            'create trigger standin_write_lock before insert or update or delete on %s '
            'for each statement execute function pg_standin.write_lock()', relation::regclass);
    end if;
end
$$;

create function pg_standin.after_ddl() returns event_trigger language plpgsql as $$
declare
    command record;
begin
    if current_setting('pg_standin.inside', true) = 'yes' then
        return;
    end if;
    perform set_config('pg_standin.inside', 'yes', true);
    for command in select * from pg_event_trigger_ddl_commands() loop
        if command.object_type = 'table' and command.schema_name is distinct from 'pg_standin' then
            perform pg_standin.shape_table(command.objid, command.command_tag);
        end if;
    end loop;
    perform set_config('pg_standin.inside', '', true);
end
$$;

create event trigger standin_after_ddl on ddl_command_end
    when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE')
    execute function pg_standin.after_ddl();

-- Late-binding views are PostgreSQL views that leave before the table under them changes and come back after it.
create function pg_standin.unbound(view_schema text, view_name text) returns text language plpgsql as $$
declare
    query text;
begin
    select definition into query from pg_standin.late_view as v
    where v.schema_name = view_schema and v.view_name = unbound.view_name;
    execute 'select * from (' || query || ') as late limit 0';
    return null;
end
$$;

create function pg_standin.unbind(relation oid) returns void language plpgsql as $$
declare
    dependent record;
begin
    if relation is null then
        return;
    end if;
    for dependent in
        select distinct view.oid as id, late_view.schema_name, late_view.view_name
        from pg_depend
        inner join pg_rewrite on pg_depend.classid = 'pg_rewrite'::regclass and pg_depend.objid = pg_rewrite.oid
        inner join pg_class as view on pg_rewrite.ev_class = view.oid
        inner join pg_namespace on view.relnamespace = pg_namespace.oid
        inner join pg_standin.late_view
            on late_view.schema_name = pg_namespace.nspname and late_view.view_name = view.relname
        where pg_depend.refclassid = 'pg_class'::regclass and pg_depend.refobjid = relation and view.oid <> relation
    loop
        perform pg_standin.unbind(dependent.id);
        execute format('drop view if exists %I.%I', dependent.schema_name, dependent.view_name);
        update pg_standin.late_view set bound = false
        where schema_name = dependent.schema_name and view_name = dependent.view_name;
    end loop;
end
$$;

create function pg_standin.bind(view_schema text, view text) returns boolean language plpgsql as $$
declare
    query text;
begin
    select definition into query from pg_standin.late_view where schema_name = view_schema and view_name = view;
    begin
        perform pg_standin.unbind(to_regclass(format('%I.%I', view_schema, view)));
        execute format('drop view if exists %I.%I', view_schema, view);
        execute format('create view %I.%I as %s', view_schema, view, query);
        update pg_standin.late_view set bound = true where schema_name = view_schema and view_name = view;
        return true;
    exception when undefined_table or undefined_column or undefined_function or invalid_schema_name
            or undefined_object or datatype_mismatch or ambiguous_column or syntax_error then
        if to_regclass(format('%I.%I', view_schema, view)) is null then
            execute format(
                'create view %I.%I as select pg_standin.unbound(%L, %L) as unbound',
                view_schema, view, view_schema, view);
        end if;
        return false;
    end;
end
$$;

create function pg_standin.rebind() returns void language plpgsql as $$
declare
    view record;
    progress boolean := true;
begin
    while progress loop
        progress := false;
        for view in select schema_name, view_name from pg_standin.late_view where not bound order by 1, 2 loop
            if pg_standin.bind(view.schema_name, view.view_name) then
                progress := true;
            end if;
        end loop;
    end loop;
end
$$;

create function pg_standin.create_late_view(view_schema text, view text, query text, replace boolean)
returns void language plpgsql as $$
declare
    existing "char";
begin
    select relkind into existing from pg_class where oid = to_regclass(format('%I.%I', view_schema, view));
    if existing is not null and not (replace and existing = 'v') then
        raise exception using errcode = '42P07', message = format('relation "%s" already exists', view);
    end if;
    insert into pg_standin.late_view values (view_schema, view, query, false)
    on conflict (schema_name, view_name) do update set definition = query, bound = false;
    perform pg_standin.bind(view_schema, view);
    perform pg_standin.rebind();
end
$$;

create function pg_standin.drop_late_view(relation oid) returns void language sql as $$
    delete from pg_standin.late_view
    using pg_class inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where pg_class.oid = relation and schema_name = nspname and view_name = relname
$$;

create function pg_standin.note_table(
    relation oid, diststyle text, distkey text, sortkey_style text, sortkeys text[], encodings jsonb
) returns void language sql as $$
    insert into pg_standin.table_attribute values (relation, diststyle, distkey, sortkey_style, sortkeys, encodings)
    on conflict do nothing
$$;

create function pg_standin.as_note(
    relation oid, diststyle text, distkey text, sortkey_style text, sortkeys text[], encodings jsonb
) returns pg_standin.table_attribute language sql as $$
    select relation, diststyle, distkey, sortkey_style, sortkeys, encodings $$;

-- What an ALTER TABLE says replaces what was noted; what it is silent about stays.
create function pg_standin.change_table(change pg_standin.table_attribute) returns void language sql as $$
    insert into pg_standin.table_attribute select change.*
    on conflict (relation) do update set
        diststyle = coalesce(excluded.diststyle, table_attribute.diststyle),
        distkey = case when excluded.diststyle is null then table_attribute.distkey else excluded.distkey end,
        sortkey_style = coalesce(excluded.sortkey_style, table_attribute.sortkey_style),
        sortkeys = coalesce(excluded.sortkeys, table_attribute.sortkeys),
        encodings = coalesce(table_attribute.encodings, '{}') || coalesce(excluded.encodings, '{}')
$$;
