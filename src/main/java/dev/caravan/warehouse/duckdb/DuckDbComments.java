package dev.caravan.warehouse.duckdb;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Catalog.Kind;
import dev.caravan.warehouse.Comments;
import java.util.Optional;

/** DuckDB's comments. */
final class DuckDbComments implements Comments {
    private static final String SELECT =
            """
            select schema_name, table_name, false, null, comment from duckdb_tables() where not internal
            union all
            select schema_name, view_name, true, null, comment from duckdb_views() where not internal
            union all
            select columns.schema_name, columns.table_name, views.view_name is not null, columns.column_name, columns.comment
            from duckdb_columns() as columns
            left join duckdb_views() as views
                on columns.table_oid = views.view_oid
            where not columns.internal
            """;

    private final Dialect dialect;

    DuckDbComments(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String select() {
        return SELECT;
    }

    @Override
    public Optional<String> onRelation(Relation relation, Catalog.Kind kind, String text) {
        String what = kind == Kind.VIEW ? "view " : "table ";
        return Optional.of("comment on " + what + relation.render(dialect) + " is " + dialect.literal(text));
    }

    @Override
    public Optional<String> onColumn(Relation relation, Catalog.Kind kind, String column, String text) {
        return Optional.of("comment on column " + relation.render(dialect) + "." + dialect.quote(column) + " is "
                + dialect.literal(text));
    }
}
