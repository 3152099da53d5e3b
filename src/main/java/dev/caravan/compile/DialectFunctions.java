package dev.caravan.compile;

import static dev.caravan.compile.TemplateValues.text;
import static dev.caravan.compile.TemplateValues.texts;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import freemarker.template.TemplateModelException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs between warehouses, as functions of the model language: the dialect's methods in snake case. */
final class DialectFunctions {
    private final Dialect dialect;
    private final Map<String, LanguageFunction> functions = new TreeMap<>();

    private DialectFunctions(Dialect dialect) {
        this.dialect = dialect;
    }

    static Map<String, LanguageFunction> of(Dialect dialect) {
        DialectFunctions all = new DialectFunctions(dialect);
        all.addTypes();
        all.addTimes();
        all.addTexts();
        return all.functions;
    }

    private void addTypes() {
        add("type(name)", 1, given -> dialect.typeName(type(given, 0)));
        add("safe_cast(expression, type)", 2, given -> dialect.safeCast(text(given.get(0)), type(given, 1)));
        add("hash_key([expressions])", 1, given -> dialect.hashKey(texts(given.get(0))));
        add("generate_series(first, last)", 2, given -> dialect.generateSeries(text(given.get(0)), text(given.get(1))));
    }

    private void addTimes() {
        add("date_trunc(part, expression)", 2, given -> dialect.dateTrunc(text(given.get(0)), text(given.get(1))));
        add(
                "date_add(part, amount, expression)",
                3,
                given -> dialect.dateAdd(text(given.get(0)), text(given.get(1)), text(given.get(2))));
        add(
                "date_diff(part, from, to)",
                3,
                given -> dialect.dateDiff(text(given.get(0)), text(given.get(1)), text(given.get(2))));
        add("time_bucket(seconds, expression)", 2, given -> dialect.timeBucket(text(given.get(0)), text(given.get(1))));
        add("timestamp_of_millis(expression)", 1, given -> dialect.timestampOfMillis(text(given.get(0))));
    }

    private void addTexts() {
        add(
                "earliest(value, time, type)",
                3,
                given -> dialect.earliest(text(given.get(0)), text(given.get(1)), type(given, 2)));
        add(
                "latest(value, time, type)",
                3,
                given -> dialect.latest(text(given.get(0)), text(given.get(1)), type(given, 2)));
        add(
                "regexp_replace(expression, pattern, replacement)",
                3,
                given -> dialect.regexpReplace(text(given.get(0)), text(given.get(1)), text(given.get(2))));
        add(
                "regexp_matches(expression, pattern)",
                2,
                given -> dialect.regexpMatches(text(given.get(0)), text(given.get(1))));
        add(
                "split_part(expression, delimiter, index)",
                3,
                given -> dialect.splitPart(text(given.get(0)), text(given.get(1)), whole(given, 2)));
        add(
                "string_agg(expression, delimiter, order_by)",
                3,
                given -> dialect.stringAgg(text(given.get(0)), text(given.get(1)), text(given.get(2))));
    }

    private void add(String signature, int arguments, LanguageFunction.Body body) {
        String name = signature.substring(0, signature.indexOf('('));
        functions.put(name, new LanguageFunction(signature, arguments, arguments, given -> {
            try {
                return body.call(given);
            } catch (IllegalArgumentException e) {
                throw new TemplateModelException(e.getMessage(), e);
            }
        }));
    }

    private static SqlType type(List<Object> given, int index) throws TemplateModelException {
        return SqlType.parse(text(given.get(index)));
    }

    private static int whole(List<Object> given, int index) throws TemplateModelException {
        try {
            return Integer.parseInt(text(given.get(index)));
        } catch (NumberFormatException e) {
            throw new TemplateModelException("\"" + given.get(index) + "\" is no whole number", e);
        }
    }
}
