package dev.caravan.soak;

import dev.caravan.faults.Counts;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.Landing;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPInputStream;

/**
 * What stands in the star, held against what the API answered.
 *
 * @param figures lines for a person
 * @param complaints whatever is missing, doubled or unaccounted for; empty where all is well
 */
record Reconciliation(List<String> figures, List<String> complaints) {
    private static final String COINS =
            """
            select cast(floor(price_usd) as bigint), count(*), count(distinct coin_id), count(distinct batch_id)
            from star.fct_coin_snapshots
            group by 1
            """;
    private static final String QUOTES =
            """
            select
                cast(floor(price_usd) as bigint),
                count(*),
                count(distinct coin_id || ' ' || exchange_name),
                count(distinct batch_id)
            from star.fct_market_quotes
            group by 1
            """;
    private static final String REJECTED = "select coalesce(sum(rows_rejected), 0) from caravan.ledger";
    private static final long NO_POLL = -1;

    /** The rows of one poll. */
    private record Stands(long rows, long distinct, long batches) {}

    static Reconciliation of(
            FaultyCoinlore api, List<Kill> kills, Landing landing, Path landingFolder, Warehouse warehouse)
            throws IOException {
        Reconciliation all = new Reconciliation(new ArrayList<>(), new ArrayList<>());
        SortedMap<Long, Stands> coins = warehouse.readOnly(transaction -> stands(transaction, COINS));
        SortedMap<Long, Stands> quotes = warehouse.readOnly(transaction -> stands(transaction, QUOTES));
        all.compare("coins", api.coins().whole(), coins, SmallMarket.COINS_A_PAGE, inHand(kills, Kill::coins));
        all.compare("markets", api.markets().whole(), quotes, SmallMarket.quotesAPage(), inHand(kills, Kill::markets));
        all.count(landing, landingFolder, warehouse);
        return all;
    }

    private void compare(
            String dataset,
            SortedMap<Long, Integer> answered,
            SortedMap<Long, Stands> stands,
            long rowsAPage,
            Set<Long> inHand) {
        SortedSet<Long> missing = new TreeSet<>(answered.keySet());
        missing.removeAll(stands.keySet());
        SortedSet<Long> lost = new TreeSet<>(missing);
        lost.removeAll(inHand);
        List<String> wrong = new ArrayList<>();
        stands.forEach((poll, stand) -> {
            long rows = answered.getOrDefault(poll, 0) * rowsAPage;
            if (!stand.equals(new Stands(rows, rows, 1))) {
                wrong.add(poll + ": " + stand + " and not " + rows + " rows of one batch");
            }
        });

        figures.add(String.format(
                Locale.ROOT,
                "%s: %,d polls answered whole, %,d in the star; in hand at a kill: %s; not there: %s",
                dataset,
                answered.size(),
                stands.size(),
                inHand,
                missing));
        if (!lost.isEmpty()) {
            complaints.add(dataset + ": polls were answered and are not in the star: " + lost);
        }
        if (!wrong.isEmpty()) {
            complaints.add(dataset + ": polls are doubled, short, or were never answered whole: " + wrong);
        }
    }

    private void count(Landing landing, Path landingFolder, Warehouse warehouse) throws IOException {
        Counts counts = Counts.of(landing, warehouse);
        if (!counts.isExact()) {
            complaints.add("landing, ledger and raw tables differ: " + counts);
        }
        long rejected = 0;
        for (String dataset : landing.datasets()) {
            for (BatchId id : landing.committed(dataset, LocalDate.EPOCH)) {
                long said = landing.read(dataset, id).rowsRejected();
                long put = rejects(landingFolder.resolve("rejected").resolve(dataset), id);
                rejected += said;
                if (said != put) {
                    complaints.add(dataset + " " + id.value() + ": " + said + " rejected, " + put + " put aside");
                }
            }
        }
        long known = warehouse.readOnly(
                transaction -> transaction.query(REJECTED, row -> row.number(1)).get(0));
        if (known != rejected) {
            complaints.add("the ledger knows " + known + " rejected records, the landing " + rejected);
        }
        figures.add(String.format(
                Locale.ROOT,
                "%,d batches, %,d rows landed, loaded and in raw; %,d records rejected",
                counts.ledgerRows(),
                Counts.sum(counts.landed()),
                rejected));
    }

    private static long rejects(Path folder, BatchId id) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var days = Files.list(folder)) {
            for (Path day : days.toList()) {
                Path file = day.resolve("batch=" + id.value()).resolve("rejects.jsonl.gz");
                if (Files.exists(file)) {
                    try (var text = new GZIPInputStream(Files.newInputStream(file))) {
                        return new String(text.readAllBytes()).lines().count();
                    }
                }
            }
        }
        return 0;
    }

    private static SortedMap<Long, Stands> stands(Transaction transaction, String sql) {
        SortedMap<Long, Stands> stands = new TreeMap<>();
        transaction.query(sql, row -> {
            long poll = row.text(1).map(Long::parseLong).orElse(NO_POLL);
            stands.put(poll, new Stands(row.number(2), row.number(3), row.number(4)));
            return poll;
        });
        return stands;
    }

    private static Set<Long> inHand(List<Kill> kills, ToLongFunction<Kill> poll) {
        Set<Long> inHand = new TreeSet<>();
        kills.forEach(kill -> inHand.add(poll.applyAsLong(kill)));
        return inHand;
    }
}
