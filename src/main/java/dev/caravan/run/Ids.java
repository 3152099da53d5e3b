package dev.caravan.run;

import static java.util.stream.Collectors.toMap;

import dev.caravan.compile.Select.IdSet;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the id sets of a select give, asked for in the transaction that runs the select. */
record Ids(Map<IdSet, List<String>> found) {
    /** More are left to the subselect: they are no small part of a table, and a statement has a longest length. */
    static final int MOST_WRITTEN = 500;

    Ids {
        found = Map.copyOf(found);
    }

    static Ids ask(Transaction transaction, CompiledSelect select) {
        return new Ids(select.select().idSets().stream()
                .collect(toMap(Function.identity(), set -> ask(transaction, select, set.sql()))));
    }

    private static List<String> ask(Transaction transaction, CompiledSelect select, String sql) {
        return select.run(sql, () -> transaction.query(sql, row -> row.text(1))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether something was asked for, and nothing found. */
    boolean areNone() {
        return !found.isEmpty() && found.values().stream().allMatch(List::isEmpty);
    }

    /** The ids of a set, or its select where they are too many. */
    String written(IdSet set, Dialect dialect) {
        List<String> ids = found.get(set);
        return ids.size() <= MOST_WRITTEN ? dialect.inList(ids) : set.sql();
    }

    CompiledSelect writeInto(CompiledSelect select, Dialect dialect) {
        Map<IdSet, String> written = found.entrySet().stream()
                .filter(ids -> ids.getValue().size() <= MOST_WRITTEN)
                .collect(toMap(Map.Entry::getKey, ids -> dialect.inList(ids.getValue())));
        return new CompiledSelect(
                select.path(), select.compiledPath(), select.select().with(written));
    }
}
