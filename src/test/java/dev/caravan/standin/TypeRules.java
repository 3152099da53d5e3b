package dev.caravan.standin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Types that Redshift lacks, and the limits of those that it has. */
final class TypeRules {
    private static final Set<String> UNSUPPORTED = Set.of(
            "bit",
            "bytea",
            "box",
            "cidr",
            "circle",
            "citext",
            "inet",
            "json",
            "jsonb",
            "line",
            "lseg",
            "macaddr",
            "money",
            "path",
            "point",
            "polygon",
            "tsquery",
            "tsvector",
            "txid_snapshot",
            "uuid",
            "xml",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "hstore");
    private static final Set<String> SERIAL =
            Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");

    private TypeRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("types that PostgreSQL has alone", "Unsupported PostgreSQL data types", (sql, in) -> firstType(
                                sql, UNSUPPORTED)
                        .map(TypeRules::unsupported)),
                new Rule("serial types", "Unsupported PostgreSQL data types", (sql, in) -> firstType(sql, SERIAL)
                        .map(TypeRules::unsupported)),
                new Rule("array types", "Unsupported PostgreSQL data types / Arrays", (sql, in) -> arrayType(sql)),
                new Rule(
                        "numeric of more than 38 digits",
                        "Numeric types / DECIMAL or NUMERIC type",
                        (sql, in) -> length(sql, 38, "numeric", "decimal")
                                .map(found -> Refusal.of(
                                        "22023", "NUMERIC precision " + found + " must be between 1 and 38"))),
                new Rule(
                        "varchar of more than 65,535 bytes",
                        "Character types / Storage and ranges",
                        (sql, in) -> length(sql, 65535, "varchar", "varying", "nvarchar", "text")
                                .map(found -> Refusal.of("22023", "length for type varchar cannot exceed 65535"))),
                new Rule("char of more than 4,096 bytes", "Character types / Storage and ranges", (sql, in) -> length(
                                sql, 4096, "char", "character", "nchar", "bpchar")
                        .map(found -> Refusal.of("22023", "length for type char cannot exceed 4096"))),
                new Rule(
                        "timestamp with a precision",
                        "Datetime types / TIMESTAMP",
                        (sql, in) -> sql.has("timestamp", "(") || sql.has("timestamptz", "(")
                                ? Optional.of(Refusal.syntaxErrorAt("("))
                                : Optional.empty()));
    }

    private static Refusal unsupported(String type) {
        return Refusal.unsupported("Column has unsupported type \"" + type + "\".");
    }

    private static Optional<String> firstType(Sql sql, Set<String> types) {
        for (int i = 1; i < sql.size(); i++) {
            String word = sql.at(i).text().toLowerCase(Locale.ROOT);
            if (sql.at(i).kind() == Token.Kind.WORD && types.contains(word) && isTypeHere(sql, i)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** A column may be named {@code path}; a type stands after a cast, or after a column's name in a definition. */
    private static boolean isTypeHere(Sql sql, int index) {
        Token before = sql.at(index - 1);
        if (before.is("::")) {
            return true;
        }
        if (before.is("as")) {
            return isInCast(sql, index);
        }
        boolean defines = CreateTable.isOne(sql) && !sql.has("as") || sql.starts("alter", "table");
        return defines
                && before.isName()
                && !before.isAny("column", "add", "drop", "rename", "to", "by", "table", "exists");
    }

    private static boolean isInCast(Sql sql, int index) {
        int depth = 0;
        for (int i = index; i >= 0; i--) {
            depth += sql.at(i).is(")") ? 1 : sql.at(i).is("(") ? -1 : 0;
            if (depth < 0) {
                return sql.at(i - 1).isAny("cast", "try_cast");
            }
        }
        return false;
    }

    private static Optional<Refusal> arrayType(Sql sql) {
        for (int i = 1; i < sql.size(); i++) {
            if (sql.isAt(i, "[", "]")) {
                return Optional.of(unsupported(sql.at(i - 1).text().toLowerCase(Locale.ROOT) + "[]"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> length(Sql sql, int max, String... types) {
        for (int i = 1; i < sql.size(); i++) {
            if (sql.at(i).isAny(types)
                    && sql.at(i + 1).is("(")
                    && sql.at(i + 2).kind() == Token.Kind.NUMBER
                    && sql.at(i + 3).isAny(")", ",")
                    && sql.at(i + 2).text().matches("\\d{1,9}")) {
                int found = Integer.parseInt(sql.at(i + 2).text());
                if (found > max) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }
}
