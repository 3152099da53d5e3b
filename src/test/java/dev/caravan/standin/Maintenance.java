package dev.caravan.standin;

/** ANALYZE and TRUNCATE. */
final class Maintenance {
    private Maintenance() {}

    static Plan.Step analyze(Sql sql) {
        int at = sql.isAt(1, "verbose") ? 2 : 1;
        if (sql.at(at).is("compression")) {
            throw Refusal.beyondTheStandIn("analyze compression");
        }
        Sql.Name table = sql.nameAt(at);
        return work -> {
            work.backend().query(table.isEmpty() ? "analyze" : "analyze " + table.render());
            return "ANALYZE";
        };
    }

    /** TRUNCATE commits the transaction in which it runs: "TRUNCATE", note. */
    static Plan.Step truncate(Sql sql) {
        Sql.Name table = sql.nameAt(sql.isAt(1, "table") ? 2 : 1);
        return work -> {
            work.backend().query("truncate table " + table.render());
            if (work.backend().status() == 'T') {
                work.backend().query("commit");
            }
            return "TRUNCATE TABLE";
        };
    }
}
