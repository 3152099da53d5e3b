package dev.caravan.faults;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a statement is to the kit; remembers whether the transaction in hand wrote the ledger. For one connection. */
final class Sent {
    private static final Pattern COMMENTS = Pattern.compile("\\A(?:\\s+|/\\*.*?\\*/|--[^\\n]*\\n)+", Pattern.DOTALL);

    private final PlannedFaults faults;
    private boolean loads;

    Sent(PlannedFaults faults) {
        this.faults = faults;
    }

    Optional<FaultKind> strike(String sql) {
        String text = COMMENTS.matcher(sql).replaceFirst("").toLowerCase(Locale.ROOT);
        if (text.startsWith("commit") || text.startsWith("end")) {
            Optional<FaultKind> ofLoad = loads ? faults.strike(Point.LOAD_COMMIT) : Optional.empty();
            loads = false;
            return ofLoad.or(() -> faults.strike(Point.COMMIT));
        }
        if (text.startsWith("rollback") || text.startsWith("begin") || text.isEmpty()) {
            loads = false;
            return Optional.empty();
        }
        Optional<FaultKind> special = Optional.empty();
        if (text.startsWith("insert into caravan.ledger")) {
            loads = true;
            special = faults.strike(Point.LEDGER_INSERT);
        } else if (text.startsWith("copy ") || text.contains("read_csv(")) {
            special = faults.strike(Point.COPY);
        }
        return special.or(() -> faults.strike(Point.STATEMENT));
    }
}
