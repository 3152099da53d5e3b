package dev.caravan.warehouse.redshift;

import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Transaction;

/**
 * Reads every relation of the database with its columns in one query. All of it runs on the leader node: tables of
 * PostgreSQL's catalog and leader functions go together, the SVV views with neither ("SQL functions supported on the leader
 * node"). Columns of late-binding views stand in no catalog table and come from their function; a view whose tables are
 * gone has none.
 */
final class RedshiftCatalog {
    // "union", not "union all": a column that a catalog lists both ways counts once.
    private static final String COLUMNS =
            """
            select schema_name, relation_name, is_view, column_name, column_type, is_nullable
            from (
                select
                    cast(schemas.nspname as varchar(128)) as schema_name,
                    cast(relations.relname as varchar(128)) as relation_name,
                    relations.relkind = 'v' as is_view,
                    cast(columns.attname as varchar(128)) as column_name,
                    cast(format_type(columns.atttypid, columns.atttypmod) as varchar(128)) as column_type,
                    not columns.attnotnull as is_nullable,
                    cast(columns.attnum as integer) as column_number
                from pg_class as relations
                inner join pg_namespace as schemas
                    on relations.relnamespace = schemas.oid
                inner join pg_attribute as columns
                    on relations.oid = columns.attrelid
                where relations.relkind in ('r', 'v')
                    and columns.attnum > 0
                    and not columns.attisdropped
                union
                select
                    cast(view_schema as varchar(128)),
                    cast(view_name as varchar(128)),
                    true,
                    cast(column_name as varchar(128)),
                    cast(column_type as varchar(128)),
                    true,
                    column_number
                from pg_get_late_binding_view_cols() as late_views (
                    view_schema name, view_name name, column_name name, column_type varchar, column_number integer)
            ) as columns
            where left(schema_name, 3) <> 'pg_'
                and schema_name not in ('information_schema', 'catalog_history')
            order by schema_name, relation_name, column_number
            """;

    private RedshiftCatalog() {}

    static Catalog read(Transaction transaction) {
        return Catalog.read(transaction, COLUMNS, RedshiftTypes::parse);
    }
}
