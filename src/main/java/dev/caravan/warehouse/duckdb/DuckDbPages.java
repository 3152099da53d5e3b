package dev.caravan.warehouse.duckdb;

import dev.caravan.sql.Column;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Transaction.ResultReader;
import java.util.List;

/**
 * Reads a large result over a temporary table, which DuckDB keeps within its memory limit and spills. A result handed
 * over whole is outside of that limit (2 GB seen under a limit of 300 MB), and the driver's own streaming loses the
 * message of every error.
 */
final class DuckDbPages {
    private static final long PAGE_ROWS = 50_000;
    // a short result may have long texts
    private static final long SHORT_RESULT = 100_000;
    private static final long SHORT_PAGE_CELLS = 2_000;
    private static final long LEAST_ROWS = 10;
    private static final String RESULT = "temp.\"caravan__result\"";

    private DuckDbPages() {}

    static void read(Transaction transaction, String select, long maxRows, ResultReader reader, Object... values) {
        String sql = withoutEnd(select);
        List<Column> columns = transaction.describe(sql);
        reader.columns(columns);
        // An error, or a limit reached, may have left the table of the last result to this connection.
        transaction.execute("drop table if exists " + RESULT);
        transaction.execute(
                "create temporary table " + RESULT + " as\nselect * from (\n" + sql + "\n) as result\nlimit " + maxRows,
                values);
        // Rows that are not committed yet have ids far from 0, though in one rising row.
        long first = transaction
                .query("select coalesce(min(rowid), 0) from " + RESULT, row -> row.number(1))
                .get(0);
        long rows = transaction
                .query("select count(*) from " + RESULT, row -> row.number(1))
                .get(0);
        long page = rows <= SHORT_RESULT ? Math.max(LEAST_ROWS, SHORT_PAGE_CELLS / columns.size()) : PAGE_ROWS;
        for (long from = first; from < first + rows; from += page) {
            transaction.query(
                    "select * from " + RESULT + " where rowid >= ? and rowid < ?",
                    row -> {
                        reader.row(row);
                        return true;
                    },
                    from,
                    from + page);
        }
        transaction.execute("drop table " + RESULT);
    }

    /** The select may end in a semicolon, and a comment may follow that. */
    private static String withoutEnd(String select) {
        return select.replaceFirst(";\\s*(--[^\\n]*\\s*)*$", "");
    }
}
