package dev.caravan.warehouse.duckdb;

import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads every relation of the file with its columns. */
final class DuckDbCatalog {
    private static final String COLUMNS =
            """
            select
                columns.schema_name,
                columns.table_name,
                views.view_name is not null as is_view,
                columns.column_name,
                columns.data_type,
                columns.is_nullable
            from duckdb_columns() as columns
            left join duckdb_views() as views
                on columns.database_name = views.database_name
                and columns.schema_name = views.schema_name
                and columns.table_name = views.view_name
            where columns.database_name = current_database()
                and not columns.internal
            order by columns.schema_name, columns.table_name, columns.column_index
            """;

    private DuckDbCatalog() {}

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
                            DuckDbTypes.parse(row.text(5).orElseThrow()),
                            row.flag(6)));
        });
        Map<Relation, Catalog.Entry> entries = new TreeMap<>();
        kinds.forEach(
                (relation, kind) -> entries.put(relation, new Catalog.Entry(relation, kind, columns.get(relation))));
        return Catalog.of(entries);
    }
}
