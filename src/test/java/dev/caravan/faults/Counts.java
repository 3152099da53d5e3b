package dev.caravan.faults;

import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many rows each batch has, as the landing, the ledger and the raw tables tell it.
 *
 * @param distinct rows of raw that differ in batch, part or line
 * @param ledgerRows how many rows the ledger has, a batch that stands there twice counted twice
 */
public record Counts(
        SortedMap<String, Long> landed,
        SortedMap<String, Long> loaded,
        SortedMap<String, Long> raw,
        SortedMap<String, Long> distinct,
        long ledgerRows) {

    public static Counts of(Landing landing, Warehouse warehouse) {
        SortedMap<String, Long> landed = new TreeMap<>();
        for (String dataset : landing.datasets()) {
            for (BatchId id : landing.committed(dataset, LocalDate.EPOCH)) {
                landed.put(dataset + " " + id.value(), landing.read(dataset, id).rowsLanded());
            }
        }
        return warehouse.readOnly(transaction -> {
            SortedMap<String, Long> loaded = new TreeMap<>();
            SortedMap<String, Long> raw = new TreeMap<>();
            SortedMap<String, Long> distinct = new TreeMap<>();
            read(
                    transaction,
                    "select dataset || ' ' || batch_id, sum(rows_loaded) from caravan.ledger group by dataset, batch_id",
                    loaded);
            for (String dataset : landing.datasets()) {
                String counted = "select '" + dataset + " ' || batch_id, count(*) from ";
                read(transaction, counted + "\"raw\"." + dataset + " group by batch_id", raw);
                read(
                        transaction,
                        counted + "(select distinct batch_id, part, line from \"raw\"." + dataset
                                + ") as places group by batch_id",
                        distinct);
            }
            long ledgerRows = transaction
                    .query("select count(*) from caravan.ledger", row -> row.number(1))
                    .get(0);
            return new Counts(landed, loaded, raw, distinct, ledgerRows);
        });
    }

    private static void read(Transaction transaction, String sql, SortedMap<String, Long> into) {
        transaction.query(sql, row -> {
            into.put(row.text(1).orElseThrow(), row.number(2));
            return into;
        });
    }

    /** A batch without rows stands in no raw table. */
    public boolean isExact() {
        SortedMap<String, Long> withRows = new TreeMap<>(landed);
        withRows.values().removeIf(rows -> rows == 0);
        return landed.equals(loaded) && withRows.equals(raw) && raw.equals(distinct) && ledgerRows == landed.size();
    }

    public static long sum(SortedMap<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
