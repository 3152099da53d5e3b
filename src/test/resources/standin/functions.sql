-- Redshift's functions that PostgreSQL lacks, where Redshift has them: in pg_catalog, so no search path hides them.
set allow_system_table_mods = on;

create domain pg_catalog.super as jsonb;

create function pg_catalog.getdate() returns timestamp language sql stable as $$
    select date_trunc('second', statement_timestamp() at time zone 'UTC') $$;

create function pg_catalog.sysdate() returns timestamp language sql stable as $$
    select transaction_timestamp() at time zone 'UTC' $$;

create function pg_catalog.dateadd(part text, amount bigint, moment timestamp) returns timestamp
language sql immutable as $$
    select moment + amount * case lower(part)
        when 'quarter' then interval '3 months' when 'quarters' then interval '3 months'
        when 'qtr' then interval '3 months'
        else ('1 ' || part)::interval end $$;

create function pg_catalog.dateadd(part text, amount bigint, moment date) returns timestamp
language sql immutable as $$ select pg_catalog.dateadd(part, amount, moment::timestamp) $$;

create function pg_catalog.dateadd(part text, amount bigint, moment timestamptz) returns timestamptz
language sql stable as $$
    select pg_catalog.dateadd(part, amount, moment at time zone 'UTC') at time zone 'UTC' $$;

-- Boundaries crossed, not whole units passed.
create function pg_catalog.datediff(part text, first timestamp, last timestamp) returns bigint
language sql immutable as $$
    select case regexp_replace(lower(part), 's$', '')
        when 'microsecond' then (extract(epoch from last - first) * 1000000)::bigint
        when 'millisecond' then (extract(epoch from
            date_trunc('milliseconds', last) - date_trunc('milliseconds', first)) * 1000)::bigint
        when 'second' then extract(epoch from date_trunc('second', last) - date_trunc('second', first))::bigint
        when 'minute' then
            (extract(epoch from date_trunc('minute', last) - date_trunc('minute', first)) / 60)::bigint
        when 'hour' then (extract(epoch from date_trunc('hour', last) - date_trunc('hour', first)) / 3600)::bigint
        when 'day' then last::date - first::date
        when 'week' then (date_trunc('week', last)::date - date_trunc('week', first)::date) / 7
        when 'month' then ((extract(year from last) - extract(year from first)) * 12
            + extract(month from last) - extract(month from first))::bigint
        when 'quarter' then ((extract(year from last) - extract(year from first)) * 4
            + extract(quarter from last) - extract(quarter from first))::bigint
        when 'year' then (extract(year from last) - extract(year from first))::bigint
    end $$;

create function pg_catalog.datediff(part text, first date, last date) returns bigint
language sql immutable as $$ select pg_catalog.datediff(part, first::timestamp, last::timestamp) $$;

create function pg_catalog.datediff(part text, first timestamptz, last timestamptz) returns bigint
language sql stable as $$
    select pg_catalog.datediff(part, first at time zone 'UTC', last at time zone 'UTC') $$;

create function pg_catalog.convert_timezone(source text, target text, moment timestamp) returns timestamp
language sql immutable as $$ select moment at time zone source at time zone target $$;

create function pg_catalog.convert_timezone(target text, moment timestamp) returns timestamp
language sql immutable as $$ select moment at time zone 'UTC' at time zone target $$;

create function pg_catalog.last_day(day timestamp) returns date language sql immutable as $$
    select (date_trunc('month', day) + interval '1 month' - interval '1 day')::date $$;

create function pg_catalog.add_months(day timestamp, months bigint) returns timestamp language sql immutable as $$
    select day + months * interval '1 month' $$;

create function pg_catalog.len(value text) returns integer language sql immutable as $$
    select char_length(value) $$;

create function pg_catalog.charindex(part text, value text) returns integer language sql immutable as $$
    select strpos(value, part) $$;

create function pg_catalog.strtol(digits text, base integer) returns bigint language plpgsql immutable as $$
declare
    result bigint := 0;
    digit integer;
    sign integer := 1;
    rest text := lower(digits);
begin
    if starts_with(rest, '-') then
        sign := -1;
        rest := substr(rest, 2);
    end if;
    if base = 16 and starts_with(rest, '0x') then
        rest := substr(rest, 3);
    end if;
    for i in 1 .. length(rest) loop
        digit := strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(rest, i, 1)) - 1;
        if digit < 0 or digit >= base then
            raise exception using errcode = '22023', message = format('The input %s is not valid to be converted to base %s', digits, base);
        end if;
        result := result * base + digit;
    end loop;
    return sign * result;
end $$;

create extension pgcrypto with schema pg_standin;

create function pg_catalog.func_sha1(value text) returns text language sql immutable as $$
    select encode(pg_standin.digest(value, 'sha1'), 'hex') $$;

create function pg_catalog.sha2(value text, bits integer) returns text language sql immutable as $$
    select case bits
        when 0 then encode(sha256(convert_to(value, 'UTF8')), 'hex')
        when 224 then encode(sha224(convert_to(value, 'UTF8')), 'hex')
        when 256 then encode(sha256(convert_to(value, 'UTF8')), 'hex')
        when 384 then encode(sha384(convert_to(value, 'UTF8')), 'hex')
        when 512 then encode(sha512(convert_to(value, 'UTF8')), 'hex')
    end $$;

-- FNV-1a of 64 bits, as a signed number.
create function pg_catalog.fnv_hash(value text) returns bigint language plpgsql immutable as $$
declare
    bytes bytea := convert_to(value, 'UTF8');
    hash numeric := 14695981039346656037;
    low integer;
begin
    for i in 0 .. length(bytes) - 1 loop
        low := mod(hash, 256)::integer;
        hash := mod((hash - low + (low # get_byte(bytes, i))) * 1099511628211, 18446744073709551616);
    end loop;
    return case when hash >= 9223372036854775808 then hash - 18446744073709551616 else hash end;
end $$;

create function pg_catalog.json_parse(value text) returns pg_catalog.super language sql immutable as $$
    select value::jsonb $$;

create function pg_catalog.json_serialize(value pg_catalog.super) returns text language sql immutable as $$
    select value::text $$;

-- "JSON_EXTRACT_PATH_TEXT function": of one name here, whose value comes as it is written
create function pg_catalog.json_extract_path_text(value text, path text, null_if_invalid boolean) returns text language sql stable as $$
    select case when pg_input_is_valid($1, 'json') or not $3 then cast($1 as json) ->> $2 end
$$;

create function pg_catalog.is_valid_json(value text) returns boolean language sql stable as $$
    select pg_input_is_valid(value, 'jsonb') and left(ltrim(value), 1) = '{' $$;

create function pg_catalog.json_extract_path_text(value text, variadic path text[]) returns text
language sql immutable as $$ select coalesce(value::jsonb #>> path, '') $$;

create function pg_catalog.regexp_replace_all(value text, pattern text) returns text language sql immutable as $$
    select regexp_replace(value, pattern, '', 'g') $$;

create function pg_catalog.regexp_replace_all(value text, pattern text, replacement text) returns text
language sql immutable as $$ select regexp_replace(value, pattern, replacement, 'g') $$;


create function pg_catalog.pg_last_copy_count() returns bigint language sql stable as $$
    select coalesce(nullif(current_setting('pg_standin.copy_count', true), ''), '0')::bigint $$;

create function pg_catalog.pg_last_copy_id() returns bigint language sql stable as $$
    select coalesce(nullif(current_setting('pg_standin.copy_id', true), ''), '-1')::bigint $$;

create function pg_catalog.pg_last_query_id() returns bigint language sql stable as $$
    select coalesce(nullif(current_setting('pg_standin.query_id', true), ''), '-1')::bigint $$;

-- Gives back what it gets; PostgreSQL cannot work a cast of it out before the row, and fail, where a CASE guards it.
create function pg_catalog.standin_same(value text) returns text language plpgsql volatile as $$
begin
    return value;
end $$;
