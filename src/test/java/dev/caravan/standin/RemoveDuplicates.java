package dev.caravan.standin;

/** {@code merge ... remove duplicates}: MERGE in its simplified mode, which PostgreSQL lacks. */
final class RemoveDuplicates {
    private RemoveDuplicates() {}

    static Plan.Step parse(Sql sql) {
        Sql.Name target = sql.nameAt(sql.isAt(1, "into") ? 2 : 1);
        int using = sql.find(target.end(), "using");
        Sql.Name source = sql.nameAt(using + 1);
        int on = sql.findOutside(using, "on");
        int end = sql.findOutside(on, "remove", "duplicates");
        if (using < 0 || on < 0 || end + 2 != sql.size()) {
            throw Refusal.syntaxErrorAt("remove");
        }
        String sourceAndAlias = sql.slice(using + 1, on).render();
        String condition = sql.slice(on + 1, end).render();
        return work -> {
            work.backend().query("delete from " + target.render() + " using " + sourceAndAlias + " where " + condition);
            return work.backend()
                    .execute("insert into " + target.render() + " select distinct * from " + source.render())
                    .replaceFirst("INSERT 0", "MERGE");
        };
    }
}
