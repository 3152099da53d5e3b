package dev.caravan.camel;

import static java.util.stream.Collectors.joining;

import dev.caravan.landing.FieldKind;
import dev.caravan.landing.KnownFields;
import dev.caravan.landing.SeenField;
import dev.caravan.pipeline.Drift;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import dev.caravan.sql.MissingColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds the fields of one poll against the columns of its dataset and against what earlier polls gave. A field that some
 * records lack, and one that is null, is none that vanished.
 */
final class Drifting {
    /** A source that answers with anything at all must not fill a log. */
    private static final int MOST_FIELDS = 20;

    private static final int LONGEST_NAME = 60;

    private final String dataset;
    private final List<String> columns;
    private final KnownFields known;
    private final SortedMap<String, SeenField> seen;
    private final Masking masking;

    Drifting(
            String dataset,
            List<String> columns,
            KnownFields known,
            SortedMap<String, SeenField> seen,
            Masking masking) {
        this.dataset = dataset;
        this.columns = columns;
        this.known = known;
        this.seen = seen;
        this.masking = masking;
    }

    /** New fields, then vanished ones, then changed ones. */
    List<Drift> all() {
        return Stream.of(added(), vanished(), changed()).flatMap(List::stream).toList();
    }

    private List<Drift> added() {
        return seen.entrySet().stream()
                .filter(field -> !columns.contains(field.getKey()))
                .limit(MOST_FIELDS)
                .map(field -> drift(Drift.Kind.ADDED, field.getKey(), suchAs(field.getKey(), field.getValue())))
                .toList();
    }

    private List<Drift> vanished() {
        return columns.stream()
                .filter(known.kinds()::containsKey)
                .filter(column -> !seen.containsKey(column))
                .map(column -> drift(Drift.Kind.VANISHED, column, "in no record of this poll"))
                .toList();
    }

    private List<Drift> changed() {
        List<Drift> changed = new ArrayList<>();
        for (String column : columns) {
            Set<FieldKind> before = known.kinds().getOrDefault(column, Set.of());
            SeenField now = seen.get(column);
            if (!before.isEmpty() && now != null && !before.containsAll(now.kinds())) {
                Set<FieldKind> other = new TreeSet<>(now.kinds());
                other.removeAll(before);
                changed.add(drift(
                        Drift.Kind.CHANGED,
                        column,
                        words(before) + " before, and " + words(other) + " now, " + suchAs(column, now)));
            }
        }
        return changed;
    }

    /** One warning for all new fields, with the migration; one for all that vanished; one for each that changed. */
    List<Problem> warnings(List<Drift> drifts, Optional<String> file) {
        List<Problem> warnings = new ArrayList<>();
        List<Drift> added = of(drifts, Drift.Kind.ADDED);
        if (!added.isEmpty()) {
            long fields = seen.keySet().stream()
                    .filter(field -> !columns.contains(field))
                    .count();
            warnings.add(Problem.at(
                    dataset,
                    "the source gives " + (fields == 1 ? "a field that has" : fields + " fields that have")
                            + " no column: " + list(added)
                            + (fields > added.size() ? " and " + (fields - added.size()) + " more" : "")
                            + "; kept in unknown_fields",
                    remedy(file)));
        }
        List<Drift> vanished = of(drifts, Drift.Kind.VANISHED);
        if (!vanished.isEmpty()) {
            warnings.add(Problem.at(
                    dataset,
                    "the source no longer gives "
                            + vanished.stream()
                                    .map(drift -> '"' + drift.field() + '"')
                                    .collect(joining(", "))
                            + ": in no record of this poll",
                    "The column is empty from now on. Look at the models that read it; take it out of the route's"
                            + " columns when it is gone for good."));
        }
        of(drifts, Drift.Kind.CHANGED)
                .forEach(drift -> warnings.add(Problem.at(
                        dataset,
                        "\"" + drift.field() + "\" was " + drift.told(),
                        "It is landed and loaded as it came, as text. Look at the models that read it; this is told"
                                + " once.")));
        return warnings;
    }

    /** The changesets that would add columns for the new fields; nothing where no name can be a column's. */
    Optional<String> migration() {
        List<String> names = names();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(MissingColumn.HEADER
                        + names.stream()
                                .map(name -> MissingColumn.raw(dataset, name).migrationOfKeptValues())
                                .collect(joining("\n\n"))
                        + "\n");
    }

    private String remedy(Optional<String> file) {
        List<String> names = names();
        if (names.isEmpty()) {
            return "No such name can be a column's in every warehouse; a model can read it from unknown_fields.";
        }
        return file.map(path -> "Copy " + path + " to migrations/raw/, which also fills rows that are loaded")
                        .orElse("Add by a migration in migrations/raw/")
                + ", and name " + (names.size() == 1 ? "it" : "them") + " in the route's columns:\n"
                + names.stream()
                        .map(name -> MissingColumn.raw(dataset, name).migration())
                        .collect(joining("\n"));
    }

    private List<String> names() {
        return seen.keySet().stream()
                .filter(field -> !columns.contains(field))
                .filter(MissingColumn::isName)
                .limit(MOST_FIELDS)
                .toList();
    }

    private Drift drift(Drift.Kind kind, String field, String told) {
        return new Drift(dataset, kind, shown(field), told);
    }

    private String suchAs(String field, SeenField seenField) {
        return seenField
                .example()
                .map(example -> "such as " + masking.mask(field, example))
                .orElse("null so far");
    }

    /** A name from outside, which may hold anything, on its way to a log. */
    private static String shown(String field) {
        String line = field.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }

    private static String words(Set<FieldKind> kinds) {
        return kinds.stream().map(FieldKind::toString).collect(joining(" or "));
    }

    private static String list(List<Drift> drifts) {
        return drifts.stream()
                .map(drift -> '"' + drift.field() + "\", " + drift.told())
                .collect(joining("; "));
    }

    private static List<Drift> of(List<Drift> drifts, Drift.Kind kind) {
        return drifts.stream().filter(drift -> drift.kind() == kind).toList();
    }
}
