package dev.caravan.standin;

/** {@code create view ... with no schema binding}: a view that looks for its tables when it is read. */
final class CreateView {
    private CreateView() {}

    static boolean isOne(Sql sql) {
        return sql.starts("create") && sql.find(0, "view") > 0 && sql.find(0, "view") <= 3 && !sql.has("materialized");
    }

    static Plan.Step parse(Sql sql) {
        boolean replace = sql.starts("create", "or", "replace");
        Sql.Name name = sql.nameAt(sql.find(0, "view") + 1);
        int as = sql.findOutside(name.end(), "as");
        boolean late = sql.size() > 4 && sql.isAt(sql.size() - 4, "with", "no", "schema", "binding");
        if (!late) {
            return bound(sql, name);
        }
        Sql query = Translation.translate(sql.slice(as + 1, sql.size() - 4));
        String columns = as > name.end() ? sql.slice(name.end(), as).render() : "";
        String definition =
                columns.isEmpty() ? query.render() : "select * from (" + query.render() + ") as named " + columns;
        String schema = name.parts().size() > 1
                ? Sql.literal(name.parts().get(name.parts().size() - 2))
                : "current_schema()";
        return work -> {
            work.backend()
                    .query("select pg_standin.create_late_view(" + schema + ", " + Sql.literal(name.last()) + ", "
                            + Sql.literal(definition) + ", " + replace + ")");
            return "CREATE VIEW";
        };
    }

    private static Plan.Step bound(Sql sql, Sql.Name name) {
        String translated = Translation.translate(sql).render();
        String existing = "to_regclass(" + Sql.literal(name.render()) + ")";
        return work -> {
            work.backend()
                    .query("select pg_standin.unbind(" + existing + "::oid), pg_standin.drop_late_view(" + existing
                            + "::oid)");
            String tag = work.backend().execute(translated);
            work.backend().query("select pg_standin.rebind()");
            return tag;
        };
    }
}
