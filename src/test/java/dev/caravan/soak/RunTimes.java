package dev.caravan.soak;

import dev.caravan.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long polls took, by tenths of the soak, and how they ended. */
record RunTimes(List<String> lines) {
    private static final int TENTHS = 10;

    static RunTimes of(Warehouse warehouse) {
        return warehouse.readOnly(transaction -> {
            List<Long> millis = transaction.query(
                    """
                    select date_diff('millisecond', started_at, finished_at)
                    from caravan.run
                    where command = 'poll' and status = 'success'
                    order by started_at
                    """,
                    row -> row.number(1));
            List<String> lines = new ArrayList<>(transaction.query(
                    "select command, status, count(*) from caravan.run group by 1, 2 order by 1, 2",
                    row -> "runs: " + row.text(1).orElseThrow() + " "
                            + row.text(2).orElseThrow() + " " + row.number(3)));
            for (int i = 0; i < TENTHS && millis.size() >= TENTHS; i++) {
                List<Long> tenth = millis.subList(i * millis.size() / TENTHS, (i + 1) * millis.size() / TENTHS).stream()
                        .sorted()
                        .toList();
                lines.add(String.format(
                        Locale.ROOT,
                        "polls of the %d. tenth took %,d ms (median), %,d ms (p99)",
                        i + 1,
                        tenth.get(tenth.size() / 2),
                        tenth.get(tenth.size() * 99 / 100)));
            }
            return new RunTimes(lines);
        });
    }
}
