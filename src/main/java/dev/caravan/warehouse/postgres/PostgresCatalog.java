package dev.caravan.warehouse.postgres;

import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Transaction;

/** Reads every relation of the database with its columns. */
final class PostgresCatalog {
    private static final String COLUMNS =
            """
            select
                schemas.nspname,
                relations.relname,
                relations.relkind in ('v', 'm') as is_view,
                columns.attname,
                format_type(columns.atttypid, columns.atttypmod),
                not columns.attnotnull as is_nullable
            from pg_class as relations
            inner join pg_namespace as schemas
                on relations.relnamespace = schemas.oid
            inner join pg_attribute as columns
                on relations.oid = columns.attrelid
            where relations.relkind in ('r', 'p', 'f', 'v', 'm')
                and schemas.nspname not like 'pg\\_%'
                and schemas.nspname <> 'information_schema'
                and columns.attnum > 0
                and not columns.attisdropped
            order by schemas.nspname, relations.relname, columns.attnum
            """;

    private PostgresCatalog() {}

    static Catalog read(Transaction transaction) {
        return Catalog.read(transaction, COLUMNS, PostgresTypes::parse);
    }
}
