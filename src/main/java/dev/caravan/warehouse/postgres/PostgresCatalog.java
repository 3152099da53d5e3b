package dev.caravan.warehouse.postgres;

import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        Map<Relation, Catalog.Kind> kinds = new TreeMap<>();
        Map<Relation, List<Column>> columns = new TreeMap<>();
        transaction.query(COLUMNS, row -> {
            Relation relation =
                    Relation.of(row.text(1).orElseThrow(), row.text(2).orElseThrow());
            kinds.put(relation, row.flag(3) ? Catalog.Kind.VIEW : Catalog.Kind.TABLE);
            return columns.computeIfAbsent(relation, key -> new ArrayList<>())
                    .add(new Column(
                            row.text(4).orElseThrow(),
                            PostgresTypes.parse(row.text(5).orElseThrow()),
                            row.flag(6)));
        });
        Map<Relation, Catalog.Entry> entries = new TreeMap<>();
        kinds.forEach(
                (relation, kind) -> entries.put(relation, new Catalog.Entry(relation, kind, columns.get(relation))));
        return Catalog.of(entries);
    }
}
