package dev.caravan.standin;

import dev.caravan.standin.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Redshift's SQL in PostgreSQL's words, where only the words differ. What means the same is left alone. */
final class Translation {
    private static final Set<String> WITH_DATE_PART =
            Set.of("dateadd", "date_add", "datediff", "date_diff", "date_part", "datepart", "date_trunc");

    /** Settings of Redshift that PostgreSQL does not know; they are kept under the stand-in's own prefix. */
    private static final Set<String> SETTINGS = Set.of(
            "query_group",
            "analyze_threshold_percent",
            "cast_super_null_on_error",
            "describe_field_name_in_uppercase",
            "downcase_delimited_identifier",
            "enable_case_sensitive_identifier",
            "enable_numeric_rounding",
            "enable_result_cache_for_session",
            "json_serialization_enable",
            "mv_enable_aqmv_for_session",
            "navigate_super_null_on_error",
            "query_priority",
            "spectrum_enable_pseudo_columns",
            "stored_proc_log_min_messages",
            "use_fips_ssl",
            "wlm_query_slot_count");

    private Translation() {}

    static Sql translate(Sql sql) {
        if (sql.at(0).isAny("set", "reset", "show")) {
            return setting(sql);
        }
        if (sql.starts("create", "user") || sql.starts("grant") || sql.starts("alter", "default", "privileges")) {
            return readers(sql);
        }
        Sql words = words(Qualify.translate(DriverQueries.translate(sql)));
        Sql calls = words;
        // From the right, so that what stands inside a call is done before the call.
        for (int i = words.size() - 1; i >= 0; i--) {
            if (calls.at(i).kind() == Kind.WORD
                    && calls.at(i + 1).is("(")
                    && !calls.at(i - 1).is(".")) {
                calls = call(calls, i);
            }
        }
        return Top.translate(calls);
    }

    private static Sql setting(Sql sql) {
        int name = sql.isAt(1, "session") || sql.isAt(1, "local") ? 2 : 1;
        if (sql.at(name).is("readonly")) {
            return sql.replace(name, name + 1, "default_transaction_read_only");
        }
        return SETTINGS.contains(sql.at(name).text().toLowerCase(Locale.ROOT))
                ? sql.replace(name, name + 1, "pg_standin." + sql.at(name).name())
                : sql;
    }

    /** A role is named with that word in front ("GRANT"), and a user may have no password ("CREATE USER"). */
    private static Sql readers(Sql sql) {
        Sql changed = sql;
        for (int i = sql.size() - 1; i > 0; i--) {
            if (sql.isAt(i, "password", "disable")) {
                changed = changed.replace(i + 1, i + 2, "null");
            } else if (sql.at(i).is("role") && sql.at(i - 1).isAny("to", ",")) {
                changed = changed.remove(i, i + 1);
            }
        }
        return changed;
    }

    private static Sql words(Sql sql) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < sql.size(); i++) {
            Token token = sql.at(i);
            boolean isPart = sql.at(i - 1).is(".");
            if (isPart || token.kind() != Kind.WORD) {
                tokens.add(token);
            } else if (token.is("sysdate")) {
                tokens.add(token.as("pg_catalog.sysdate()"));
            } else if (token.is("minus") && (sql.at(i + 1).isAny("select", "(") && i > 0)) {
                tokens.add(token.as("except"));
            } else if (token.is("approximate") && sql.at(i + 1).isName()) {
                continue;
            } else if (token.isAny("numeric", "decimal") && !sql.at(i + 1).is("(") && isType(sql, i)) {
                tokens.add(token.as("numeric(18,0)"));
            } else if (token.is("max")
                    && sql.at(i - 1).is("(")
                    && isText(sql.at(i - 2))
                    && sql.at(i + 1).is(")")) {
                tokens.add(token.as("65535"));
            } else if (token.isAny("nvarchar", "nchar") && isType(sql, i)) {
                tokens.add(token.as(token.is("nchar") ? "char" : "varchar"));
            } else if (token.is("delete")
                    && sql.at(i + 1).isName()
                    && !sql.at(i + 1).is("from")
                    && i == 0) {
                tokens.add(token);
                tokens.add(Token.word("from"));
            } else {
                tokens.add(token);
            }
        }
        return new Sql(tokens);
    }

    private static boolean isText(Token token) {
        return token.isAny("varchar", "varying", "nvarchar", "varbyte");
    }

    /** Whether a word at this place can be a type: after a name, a cast's {@code as} or {@code ::}. */
    static boolean isType(Sql sql, int index) {
        Token previous = sql.at(index - 1);
        return previous.is("::")
                || previous.is("as")
                || previous.isName() && !previous.isAny("select", "by", "and", "or");
    }

    private static Sql call(Sql sql, int at) {
        String name = sql.at(at).text().toLowerCase(Locale.ROOT);
        if (WITH_DATE_PART.contains(name)) {
            return datePart(sql, at, name);
        }
        return switch (name) {
            case "nvl", "isnull" -> sql.replace(at, at + 1, List.of(sql.at(at).as("coalesce")));
            case "nvl2" -> nvl2(sql, at);
            case "decode" -> decode(sql, at);
            case "listagg" -> listAggregate(sql, at);
            case "try_cast" -> tryCast(sql, at);
            case "regexp_replace" -> regexpReplace(sql, at);
            case "convert" -> convert(sql, at);
            default -> sql;
        };
    }

    /** {@code dateadd(day, 1, x)}: the part is a word, which PostgreSQL would take for a column. */
    private static Sql datePart(Sql sql, int at, String name) {
        Token part = sql.at(at + 2);
        Sql changed = part.kind() == Kind.WORD && sql.at(at + 3).is(",")
                ? sql.replace(at + 2, at + 3, List.of(Token.text(part.name()).after("")))
                : sql;
        return switch (name) {
            case "date_add", "date_diff" ->
                changed.replace(at, at + 1, List.of(sql.at(at).as(name.replace("_", ""))));
            case "datepart" -> changed.replace(at, at + 1, List.of(sql.at(at).as("date_part")));
            default -> changed;
        };
    }

    private static Sql nvl2(Sql sql, int at) {
        List<Sql> arguments = sql.arguments(at + 1);
        if (arguments.size() != 3) {
            return sql;
        }
        return put(
                sql,
                at,
                "(case when (" + arguments.get(0).render() + ") is not null then "
                        + arguments.get(1).render() + " else "
                        + arguments.get(2).render() + " end)");
    }

    /** Two nulls are equal in DECODE: "DECODE expression". */
    private static Sql decode(Sql sql, int at) {
        List<Sql> arguments = sql.arguments(at + 1);
        if (arguments.size() < 3) {
            return sql;
        }
        StringBuilder cases = new StringBuilder("(case");
        int i = 1;
        for (; i + 1 < arguments.size(); i += 2) {
            cases.append(" when (").append(arguments.get(0).render()).append(") is not distinct from (");
            cases.append(arguments.get(i).render())
                    .append(") then ")
                    .append(arguments.get(i + 1).render());
        }
        if (i < arguments.size()) {
            cases.append(" else ").append(arguments.get(i).render());
        }
        return put(sql, at, cases.append(" end)").toString());
    }

    private static Sql listAggregate(Sql sql, int at) {
        List<Sql> arguments = sql.arguments(at + 1);
        boolean distinct = arguments.get(0).at(0).is("distinct");
        Sql value = distinct ? arguments.get(0).slice(1, arguments.get(0).size()) : arguments.get(0);
        int end = sql.close(at + 1) + 1;
        String order = "";
        if (sql.isAt(end, "within", "group", "(")) {
            int close = sql.close(end + 2);
            order = sql.slice(end + 3, close).render();
            String plain = value.render().strip();
            if (distinct && order.strip().startsWith("order by " + plain)) {
                order = " order by (" + plain + ")::text" + order.strip().substring(("order by " + plain).length());
            }
            end = close + 1;
        }
        String delimiter = arguments.size() > 1 ? arguments.get(1).render() : "''";
        String aggregate = "string_agg(" + (distinct ? "distinct " : "") + "("
                + value.render().strip() + ")::text, " + delimiter + " " + order + ")";
        return sql.replace(at, end, aggregate);
    }

    /** A number in exponent form is no numeric on Redshift: cast and TRY_CAST read digits, sign and point alone. */
    private static Sql tryCast(Sql sql, int at) {
        Sql inside = sql.slice(at + 2, sql.close(at + 1));
        int as = inside.findOutside(0, "as");
        String value = "(" + inside.slice(0, as).render() + ")::text";
        String type = inside.slice(as + 1, inside.size()).render().strip();
        boolean exact =
                inside.at(as + 1).isAny("numeric", "numeric(18,0)", "decimal", "bigint", "integer", "int", "smallint");
        String plain = exact ? " and (" + value + ") !~ '[eE]'" : "";
        return put(
                sql,
                at,
                "(case when pg_input_is_valid(" + value + ", " + Sql.literal(type) + ")" + plain
                        + " then cast(standin_same(" + value + ") as " + type + ") else cast(null as " + type
                        + ") end)");
    }

    /** Redshift replaces every match: "REGEXP_REPLACE function". */
    private static Sql regexpReplace(Sql sql, int at) {
        if (sql.arguments(at + 1).size() > 3) {
            throw Refusal.beyondTheStandIn("regexp_replace with a position or parameters");
        }
        return sql.replace(at, at + 1, List.of(sql.at(at).as("regexp_replace_all")));
    }

    private static Sql convert(Sql sql, int at) {
        List<Sql> arguments = sql.arguments(at + 1);
        return arguments.size() == 2
                ? put(
                        sql,
                        at,
                        "cast(" + arguments.get(1).render() + " as "
                                + arguments.get(0).render() + ")")
                : sql;
    }

    private static Sql put(Sql sql, int at, String text) {
        return sql.replace(at, sql.close(at + 1) + 1, text);
    }

    /** The names of a list, quoted, for SQL of the stand-in's own. */
    static String quoted(List<String> names) {
        return names.stream().map(Sql::quote).collect(Collectors.joining(", "));
    }
}
