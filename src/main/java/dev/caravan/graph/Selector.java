package dev.caravan.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which nodes a person means, in dbt's language: {@code dim_coin}, {@code +dim_coin}, {@code 2+dim_coin+1},
 * {@code @dim_coin}, {@code tag:daily}, {@code path:models/star} or just the path, {@code source:raw.coins},
 * {@code resource_type:test}, {@code test_type:singular}, {@code config.materialized:view}. A space unites, a comma
 * intersects, {@code *} and {@code ?} stand for letters. Tests follow the nodes that they read.
 */
public final class Selector {
    private static final String SELECT = "--select";
    private static final String EXCLUDE = "--exclude";

    private final List<List<Criterion>> selected;
    private final List<List<Criterion>> excluded;

    private Selector(List<List<Criterion>> selected, List<List<Criterion>> excluded) {
        this.selected = selected;
        this.excluded = excluded;
    }

    /**
     * @param select each may hold several, divided by spaces; none at all selects every node
     * @throws dev.caravan.project.CaravanException where one is not written as a selector
     */
    public static Selector parse(Collection<String> select, Collection<String> exclude) {
        return new Selector(unions(SELECT, select), unions(EXCLUDE, exclude));
    }

    private static List<List<Criterion>> unions(String option, Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.strip().split("\\s+")))
                .filter(text -> !text.isEmpty())
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(part -> Criterion.parse(option, part.isEmpty() ? text : part))
                        .toList())
                .toList();
    }

    /** @throws dev.caravan.project.CaravanException where a part names no node at all */
    public SortedSet<NodeId> select(Selectables nodes) {
        SortedSet<NodeId> result = selected.isEmpty() ? nodes.all() : union(SELECT, selected, nodes);
        result.removeAll(union(EXCLUDE, excluded, nodes));
        return Collections.unmodifiableSortedSet(result);
    }

    private static SortedSet<NodeId> union(String option, List<List<Criterion>> unions, Selectables nodes) {
        SortedSet<NodeId> result = new TreeSet<>();
        unions.forEach(criteria -> result.addAll(intersection(option, criteria, nodes)));
        return result;
    }

    private static SortedSet<NodeId> intersection(String option, List<Criterion> criteria, Selectables nodes) {
        SortedSet<NodeId> result = criteria.get(0).select(option, nodes);
        criteria.stream().skip(1).forEach(criterion -> result.retainAll(criterion.select(option, nodes)));
        return result;
    }
}
