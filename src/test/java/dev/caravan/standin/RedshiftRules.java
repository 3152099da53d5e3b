package dev.caravan.standin;

import static dev.caravan.standin.Refusal.syntaxErrorAt;
import static dev.caravan.standin.Refusal.unsupported;
import static dev.caravan.standin.Rule.command;
import static dev.caravan.standin.Rule.notInTransaction;
import static dev.caravan.standin.Rule.unsupportedFunction;
import static dev.caravan.standin.Rule.when;
import static dev.caravan.standin.Rule.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Redshift refuses and PostgreSQL would do, each with the page of Amazon Redshift's Database Developer Guide that
 * says so; rules on tables, views and other objects are in {@link DefinitionRules}, on names in {@link ReservedWords}, on types in {@link TypeRules}, on
 * subqueries in {@link CorrelationRules}. Where the guide is silent about the message, it is the one that users report.
 */
final class RedshiftRules {
    static final String FEATURES = "Unsupported PostgreSQL features";
    static final String FUNCTIONS = "Unsupported PostgreSQL functions";
    static final String DIFFERENT = "Features that are implemented differently";
    static final String LEADER = "Leader node-only functions";

    private final List<Rule> rules = rules();

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules.addAll(queries());
        rules.addAll(functions());
        rules.addAll(changes());
        rules.addAll(DefinitionRules.objects());
        rules.addAll(DefinitionRules.alterations());
        rules.addAll(transactions());
        rules.addAll(ReservedWords.rules());
        rules.addAll(TypeRules.rules());
        rules.addAll(CorrelationRules.rules());
        return rules;
    }

    /** @throws Refusal by the first rule that the statement breaks */
    void check(Sql sql, boolean inTransaction) {
        for (Rule rule : rules) {
            rule.check().refuse(sql, inTransaction).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    private static List<Rule> queries() {
        return List.of(
                words("array constructors", FEATURES + " / Value expressions", syntaxErrorAt("["), "array", "["),
                when(
                        "subscripts of arrays",
                        FEATURES + " / Value expressions",
                        sql -> sql.has("]", "["),
                        sql -> syntaxErrorAt("[")),
                words("VALUES as a constant table", FEATURES, syntaxErrorAt("values"), "from", "(", "values"),
                when("VALUES as a query", FEATURES, sql -> sql.starts("values"), sql -> syntaxErrorAt("values")),
                words("VALUES as a common table", FEATURES, syntaxErrorAt("values"), "as", "(", "values"),
                words(
                        "DISTINCT ON",
                        "SELECT list / Syntax",
                        unsupported("SELECT DISTINCT ON is not supported"),
                        "distinct",
                        "on"),
                words("LATERAL", "FROM clause / Syntax", syntaxErrorAt("lateral"), "lateral"),
                words("TABLESAMPLE", "FROM clause / Syntax", syntaxErrorAt("tablesample"), "tablesample"),
                words("FETCH FIRST", "ORDER BY clause / Syntax", syntaxErrorAt("fetch"), "fetch", "first"),
                words("WITH ORDINALITY", "FROM clause / Syntax", syntaxErrorAt("with"), "with", "ordinality"),
                words("FILTER of an aggregate", "Aggregate functions", syntaxErrorAt("("), ")", "filter", "("),
                words(
                        "IS DISTINCT FROM",
                        FUNCTIONS + " / IS DISTINCT FROM",
                        syntaxErrorAt("distinct"),
                        "is",
                        "distinct",
                        "from"),
                words(
                        "IS NOT DISTINCT FROM",
                        FUNCTIONS + " / IS DISTINCT FROM",
                        syntaxErrorAt("distinct"),
                        "is",
                        "not",
                        "distinct",
                        "from"),
                words("FOR UPDATE", "SELECT / Syntax", syntaxErrorAt("for"), "for", "update"),
                words("FOR SHARE", "SELECT / Syntax", syntaxErrorAt("for"), "for", "share"),
                when(
                        "named windows",
                        "Window functions / Window function syntax",
                        sql -> sql.find(0, "window") > 0 && sql.isAt(sql.find(0, "window") + 2, "as", "("),
                        sql -> syntaxErrorAt("window")),
                words(
                        "frames by GROUPS",
                        "Window functions / Window function syntax",
                        syntaxErrorAt("groups"),
                        "groups",
                        "between"),
                words(
                        "frames by RANGE with an offset",
                        "Window functions / Window function syntax",
                        unsupported("RANGE PRECEDING is only supported with UNBOUNDED"),
                        "range",
                        "between",
                        "interval"),
                new Rule(
                        "an aggregate over an order needs a frame",
                        "Window functions / Window function syntax",
                        (sql, in) -> QueryChecks.aggregateWithoutFrame(sql)),
                words(
                        "MATERIALIZED common tables",
                        "WITH clause / Syntax",
                        syntaxErrorAt("materialized"),
                        "as",
                        "materialized",
                        "("),
                words(
                        "common tables not MATERIALIZED",
                        "WITH clause / Syntax",
                        syntaxErrorAt("not"),
                        "as",
                        "not",
                        "materialized"),
                new Rule(
                        "names of more than 127 bytes",
                        "Names and identifiers",
                        (sql, in) -> QueryChecks.longName(sql)));
    }

    private static List<Rule> functions() {
        return List.of(
                new Rule(
                        "functions of the leader node over tables",
                        LEADER,
                        (sql, in) -> QueryChecks.leaderFunction(sql)),
                unsupportedFunction(
                        "aggregates",
                        FUNCTIONS + " / Aggregate functions",
                        "string_agg",
                        "array_agg",
                        "every",
                        "xmlagg",
                        "corr",
                        "covar_pop",
                        "covar_samp",
                        "regr_avgx",
                        "regr_avgy",
                        "regr_count",
                        "regr_intercept",
                        "regr_r2",
                        "regr_slope",
                        "regr_sxx",
                        "regr_sxy",
                        "regr_syy",
                        "json_agg",
                        "jsonb_agg",
                        "json_object_agg",
                        "jsonb_object_agg",
                        "mode"),
                unsupportedFunction(
                        "functions on arrays",
                        FUNCTIONS + " / Array functions and operators",
                        "unnest",
                        "array_append",
                        "array_cat",
                        "array_length",
                        "array_lower",
                        "array_position",
                        "array_prepend",
                        "array_remove",
                        "array_upper",
                        "cardinality",
                        "string_to_array",
                        "array_to_string",
                        "regexp_split_to_array"),
                unsupportedFunction(
                        "date and time functions",
                        FUNCTIONS + " / Date/time functions",
                        "clock_timestamp",
                        "justify_days",
                        "justify_hours",
                        "justify_interval",
                        "pg_sleep",
                        "transaction_timestamp",
                        "statement_timestamp",
                        "make_date",
                        "make_timestamp",
                        "make_interval",
                        "date_bin"),
                unsupportedFunction(
                        "text functions",
                        FUNCTIONS + " / String functions",
                        "bit_length",
                        "overlay",
                        "convert_from",
                        "convert_to",
                        "encode",
                        "format",
                        "quote_nullable",
                        "regexp_matches",
                        "regexp_match",
                        "regexp_split_to_table",
                        "split_to_table",
                        "string_to_table",
                        "concat_ws",
                        "starts_with"),
                unsupportedFunction(
                        "mathematical functions",
                        FUNCTIONS + " / Mathematical functions",
                        "div",
                        "setseed",
                        "width_bucket",
                        "gcd",
                        "lcm"),
                unsupportedFunction(
                        "JSON of PostgreSQL",
                        "JSON functions",
                        "json_build_object",
                        "jsonb_build_object",
                        "to_json",
                        "to_jsonb",
                        "row_to_json",
                        "jsonb_array_elements",
                        "json_array_elements",
                        "jsonb_each",
                        "json_each"),
                unsupportedFunction(
                        "functions of sequences",
                        FUNCTIONS + " / Sequence manipulation functions",
                        "nextval",
                        "currval",
                        "setval",
                        "lastval"),
                unsupportedFunction(
                        "advisory locks",
                        FUNCTIONS + " / Advisory lock functions",
                        "pg_advisory_lock",
                        "pg_advisory_xact_lock",
                        "pg_try_advisory_lock",
                        "pg_try_advisory_xact_lock",
                        "pg_advisory_unlock",
                        "pg_advisory_unlock_all"),
                unsupportedFunction(
                        "UUIDs", "Unsupported PostgreSQL data types", "gen_random_uuid", "uuid_generate_v4"),
                unsupportedFunction("null-aware comparison", "Comparison condition", "num_nulls", "num_nonnulls"));
    }

    private static List<Rule> changes() {
        return List.of(
                words("ON CONFLICT", "INSERT / Syntax", syntaxErrorAt("on"), "on", "conflict"),
                when(
                        "RETURNING",
                        "INSERT / Syntax; UPDATE / Syntax; DELETE / Syntax",
                        sql -> Set.of("insert", "update", "delete", "merge").contains(sql.verb())
                                && sql.findOutside(1, "returning") > 0,
                        sql -> syntaxErrorAt("returning")),
                when(
                        "WITH before INSERT",
                        "INSERT / Syntax",
                        sql -> sql.starts("with") && sql.findOutside(0, "insert") > 0,
                        sql -> syntaxErrorAt("insert")),
                words("OVERRIDING VALUE", "INSERT / Syntax", syntaxErrorAt("overriding"), "overriding"),
                when(
                        "UPDATE of several columns by a row",
                        "UPDATE / Syntax",
                        sql -> sql.verb().equals("update") && sql.has("set", "("),
                        sql -> syntaxErrorAt("(")),
                new Rule("MERGE beyond the two clauses", "MERGE / Syntax", (sql, in) -> MergeRule.refuse(sql)),
                when(
                        "COPY from the client",
                        "COPY / COPY from Amazon S3",
                        sql -> sql.verb().equals("copy") && (sql.has("stdin") || sql.has("stdout") || sql.has("to")),
                        sql -> syntaxErrorAt("stdin")));
    }

    private static List<Rule> transactions() {
        return List.of(
                notInTransaction(
                        "VACUUM in a transaction", "VACUUM / Usage notes", sql -> sql.starts("vacuum"), "VACUUM"),
                notInTransaction(
                        "ALTER TABLE APPEND in a transaction",
                        "ALTER TABLE APPEND",
                        sql -> DefinitionRules.altersTable(sql)
                                && sql.at(sql.nameAt(2).end()).is("append"),
                        "ALTER TABLE APPEND"),
                notInTransaction(
                        "ALTER COLUMN TYPE in a transaction",
                        "ALTER TABLE / Parameters, ALTER COLUMN TYPE",
                        DefinitionRules::altersType,
                        "ALTER TABLE ALTER COLUMN"),
                notInTransaction(
                        "CREATE EXTERNAL TABLE in a transaction",
                        "CREATE EXTERNAL TABLE",
                        sql -> sql.starts("create", "external"),
                        "CREATE EXTERNAL TABLE"),
                notInTransaction(
                        "CREATE DATABASE in a transaction",
                        "CREATE DATABASE",
                        sql -> sql.starts("create", "database"),
                        "CREATE DATABASE"),
                command(
                        "savepoints",
                        FUNCTIONS + " / ROLLBACK TO SAVEPOINT",
                        sql -> sql.starts("savepoint") || sql.starts("release") || sql.starts("rollback", "to")),
                command("LISTEN and NOTIFY", "SQL commands", sql -> sql.starts("listen") || sql.starts("notify")),
                command("DO blocks", "SQL commands", sql -> sql.starts("do")));
    }
}
