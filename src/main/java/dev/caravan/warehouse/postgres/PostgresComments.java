package dev.caravan.warehouse.postgres;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Catalog.Kind;
import dev.caravan.warehouse.Comments;
import java.util.Optional;

/** PostgreSQL's comments. */
final class PostgresComments implements Comments {
    private static final String SELECT =
            """
            select schemas.nspname, relations.relname, relations.relkind in ('v', 'm'), columns.attname, descriptions.description
            from pg_class as relations
            inner join pg_namespace as schemas
                on relations.relnamespace = schemas.oid
            inner join (
                select attrelid, attnum, attname from pg_attribute where attnum > 0 and not attisdropped
                union all
                select oid, 0, cast(null as name) from pg_class
            ) as columns
                on relations.oid = columns.attrelid
            left join pg_description as descriptions
                on relations.oid = descriptions.objoid
                and columns.attnum = descriptions.objsubid
                and descriptions.classoid = 'pg_class'::regclass
            where relations.relkind in ('r', 'p', 'v')
                and schemas.nspname not like 'pg\\_%'
                and schemas.nspname <> 'information_schema'
            """;

    private final Dialect dialect;

    PostgresComments(Dialect dialect) {
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
