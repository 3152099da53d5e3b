package dev.caravan.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tests that a properties file can declare. */
enum TestKind {
    NOT_NULL("not_null", true, false),
    UNIQUE("unique", true, false),
    ACCEPTED_VALUES("accepted_values", true, false, "values"),
    RELATIONSHIPS("relationships", true, false, "to", "field"),
    UNIQUE_COMBINATION("unique_combination", false, true, "columns"),
    ROW_COUNT_MATCHES("row_count_matches", false, true, "to"),
    EXPRESSION_IS_TRUE("expression_is_true", true, true, "expression");

    private final String word;
    private final boolean ofColumns;
    private final boolean ofRelations;
    private final Set<String> arguments;

    TestKind(String word, boolean ofColumns, boolean ofRelations, String... arguments) {
        this.word = word;
        this.ofColumns = ofColumns;
        this.ofRelations = ofRelations;
        this.arguments = Set.of(arguments);
    }

    static Optional<TestKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static List<String> words(boolean ofColumn) {
        return Arrays.stream(values())
                .filter(kind -> kind.fits(ofColumn))
                .map(kind -> kind.word)
                .sorted()
                .toList();
    }

    String word() {
        return word;
    }

    boolean fits(boolean ofColumn) {
        return ofColumn ? ofColumns : ofRelations;
    }

    /** Every one of them must be given. */
    Set<String> arguments() {
        return arguments;
    }
}
