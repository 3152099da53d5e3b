package dev.caravan.faults;

import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a warehouse holds, whenever and however it came there.
 *
 * @param relations every table and view with its kind
 * @param rows of star and marts, sorted
 */
record Contents(SortedSet<String> relations, SortedMap<String, List<String>> rows) {
    private static final Set<String> COMPARED = Set.of("star", "marts");

    static Contents of(Warehouse warehouse) {
        Catalog catalog = warehouse.catalog();
        SortedSet<String> relations = new TreeSet<>();
        SortedMap<String, List<String>> rows = new TreeMap<>();
        warehouse.readOnly(transaction -> {
            catalog.entries().forEach((relation, entry) -> {
                relations.add(relation + " " + entry.kind());
                if (COMPARED.contains(relation.schema())) {
                    rows.put(relation.toString(), rows(warehouse, relation, entry, transaction));
                }
            });
            return rows;
        });
        return new Contents(relations, rows);
    }

    private static List<String> rows(
            Warehouse warehouse,
            Relation relation,
            Catalog.Entry entry,
            dev.caravan.warehouse.Transaction transaction) {
        List<String> rows =
                new ArrayList<>(transaction.query("select * from " + relation.render(warehouse.dialect()), row -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= entry.columns().size(); i++) {
                        values.add(row.text(i).orElse("null"));
                    }
                    return String.join(" | ", values);
                }));
        rows.sort(null);
        return rows;
    }

    /** Where this differs from another, a line each; empty where it does not. */
    List<String> differences(Contents other) {
        List<String> differences = new ArrayList<>();
        if (!relations.equals(other.relations)) {
            SortedSet<String> more = new TreeSet<>(relations);
            more.removeAll(other.relations);
            SortedSet<String> fewer = new TreeSet<>(other.relations);
            fewer.removeAll(relations);
            differences.add("relations: more " + more + ", fewer " + fewer);
        }
        rows.forEach((relation, own) -> {
            List<String> others = other.rows.getOrDefault(relation, List.of());
            if (!own.equals(others)) {
                differences.add(relation + ": " + own.size() + " rows against " + others.size() + ", first apart:\n"
                        + firstWithout(own, others) + "\n" + firstWithout(others, own));
            }
        });
        return differences;
    }

    private static String firstWithout(List<String> rows, List<String> others) {
        Set<String> known = new TreeSet<>(others);
        return rows.stream().filter(row -> !known.contains(row)).findFirst().orElse("(none)");
    }
}
