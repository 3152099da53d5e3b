package dev.caravan.compile;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled select. Some parts of it may be selects of ids, which whoever runs it asks for first, to write the ids in
 * their place: of given ids a planner knows how few rows they have, of a subselect it guesses.
 */
public record Select(List<Part> parts) {
    // characters that Unicode keeps for use within a program, so that no text of a template has them
    private static final char BEGIN = '\uFDD0';
    private static final char END = '\uFDD1';
    private static final Pattern MARKED = Pattern.compile(BEGIN + "([^" + BEGIN + END + "]*)" + END);
    private static final Pattern IN_BEFORE = Pattern.compile("\\bin\\s*\\(\\s*\\z", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSED_BEHIND = Pattern.compile("\\A\\s*\\)");

    public Select {
        parts = List.copyOf(parts);
    }

    /** A piece of a select, in its order. */
    public sealed interface Part permits Text, IdSet {
        String sql();
    }

    public record Text(String sql) implements Part {}

    /** A select of one column of texts, which stands in {@code in (…)}. */
    public record IdSet(String sql) implements Part {}

    /** A select without id sets. */
    public static Select of(String sql) {
        return new Select(List.of(new Text(sql)));
    }

    /** @param marked text in which {@link #mark} has marked what is an id set */
    static Select ofMarked(String marked) {
        List<Part> parts = new ArrayList<>();
        int end = 0;
        for (Matcher found = MARKED.matcher(marked); found.find(); end = found.end()) {
            parts.add(new Text(marked.substring(end, found.start())));
            parts.add(new IdSet(found.group(1)));
        }
        parts.add(new Text(marked.substring(end)));
        return new Select(parts);
    }

    /** The text of an id set within a larger text that {@link #ofMarked} reads later. */
    static String mark(String ids) {
        return BEGIN + ofMarked(ids).sql() + END;
    }

    /** As people read it: every id set stands there as a subselect. */
    public String sql() {
        return parts.stream().map(Part::sql).collect(joining());
    }

    /** Each once, in the order of their first place. */
    public List<IdSet> idSets() {
        return parts.stream()
                .filter(IdSet.class::isInstance)
                .map(IdSet.class::cast)
                .distinct()
                .toList();
    }

    /**
     * The select with other texts in the place of id sets. Each text gets the line breaks of what it replaces, so that a
     * line of the one is a line of the other.
     */
    public Select with(Map<IdSet, String> written) {
        return of(parts.stream()
                .map(part -> part instanceof IdSet set && written.containsKey(set)
                        ? written.get(set) + set.sql().replaceAll("[^\\n]", "")
                        : part.sql())
                .collect(joining()));
    }

    /** Whether a list of ids can stand where an id set stands. */
    boolean keepsIdSetsInLists() {
        for (int i = 1; i < parts.size(); i += 2) {
            if (!IN_BEFORE.matcher(parts.get(i - 1).sql()).find()
                    || !CLOSED_BEHIND.matcher(parts.get(i + 1).sql()).find()) {
                return false;
            }
        }
        return true;
    }
}
