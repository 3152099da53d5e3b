package dev.caravan.warehouse.duckdb;

import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Transaction;

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
        return Catalog.read(transaction, COLUMNS, DuckDbTypes::parse);
    }
}
