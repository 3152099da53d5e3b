package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A field as it came in one or more answers.
 *
 * @param kinds of its values; none where each was null
 * @param example the first value of a kind that came last, short and on one line
 */
public record SeenField(Set<FieldKind> kinds, Optional<String> example) {
    private static final int LONGEST_EXAMPLE = 40;

    public SeenField {
        requireNonNull(example, "example is null");
        EnumSet<FieldKind> ordered = EnumSet.noneOf(FieldKind.class);
        ordered.addAll(kinds);
        kinds = Collections.unmodifiableSet(ordered);
    }

    static SeenField of(FieldKind kind, String value) {
        String line = value.codePoints()
                .limit(LONGEST_EXAMPLE + 1L)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        boolean longer = line.codePointCount(0, line.length()) > LONGEST_EXAMPLE;
        String shown = longer ? line.substring(0, line.offsetByCodePoints(0, LONGEST_EXAMPLE)) + "…" : line;
        return new SeenField(EnumSet.of(kind), Optional.of(shown));
    }

    static SeenField ofNull() {
        return new SeenField(Set.of(), Optional.empty());
    }

    SeenField and(SeenField later) {
        EnumSet<FieldKind> all = EnumSet.noneOf(FieldKind.class);
        all.addAll(kinds);
        return all.addAll(later.kinds) ? new SeenField(all, later.example) : this;
    }

    /** Fields of several answers, those of the later ones second. */
    public static SortedMap<String, SeenField> union(
            SortedMap<String, SeenField> first, SortedMap<String, SeenField> second) {
        SortedMap<String, SeenField> all = new TreeMap<>(first);
        second.forEach((name, field) -> all.merge(name, field, SeenField::and));
        return Collections.unmodifiableSortedMap(all);
    }
}
