package dev.caravan.standin;

import static dev.caravan.standin.Refusal.syntaxErrorAt;
import static dev.caravan.standin.Refusal.unsupported;
import static dev.caravan.standin.Rule.command;
import static dev.caravan.standin.Rule.notInTransaction;
import static dev.caravan.standin.Rule.unsupportedFunction;
import static dev.caravan.standin.Rule.when;
import static dev.caravan.standin.Rule.words;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What Redshift refuses and PostgreSQL would do, each with the page of Amazon Redshift's Database Developer Guide that
 * says so. Where the guide is silent about the message, it is the one that users report.
 */
final class RedshiftRules {
    private static final String FEATURES = "Unsupported PostgreSQL features";
    private static final String FUNCTIONS = "Unsupported PostgreSQL functions";
    private static final String DIFFERENT = "Features that are implemented differently";
    private static final String LEADER = "Leader node-only functions";

    private static final String[] LEADER_CALLS = {
        "age",
        "now",
        "generate_series",
        "generate_subscripts",
        "isfinite",
        "substr",
        "factorial",
        "current_schema",
        "current_schemas",
        "has_database_privilege",
        "has_schema_privilege",
        "has_table_privilege",
        "getbit",
        "get_byte",
        "set_bit",
        "set_byte",
        "to_ascii",
        "pg_get_expr",
        "pg_get_viewdef",
        "format_type",
        "pg_size_pretty"
    };
    private static final String[] LEADER_WORDS = {"current_timestamp", "current_time", "localtime", "localtimestamp"};

    private final List<Rule> rules = rules();

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules.addAll(queries());
        rules.addAll(functions());
        rules.addAll(changes());
        rules.addAll(objects());
        rules.addAll(alterations());
        rules.addAll(transactions());
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
                        (sql, in) -> aggregateWithoutFrame(sql)),
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
                new Rule("names of more than 127 bytes", "Names and identifiers", (sql, in) -> longName(sql)));
    }

    private static List<Rule> functions() {
        return List.of(
                new Rule("functions of the leader node over tables", LEADER, (sql, in) -> leaderFunction(sql)),
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

    private static List<Rule> objects() {
        return List.of(
                command(
                        "indexes",
                        FEATURES + " / Indexes",
                        sql -> creates(sql, "index") || sql.starts("create", "unique", "index")),
                command("dropping indexes", FEATURES + " / Indexes", sql -> sql.starts("drop", "index")),
                command("sequences", FEATURES + " / Sequences", sql -> creates(sql, "sequence")),
                command("triggers", FEATURES + " / Triggers", sql -> creates(sql, "trigger")),
                command("rules", FEATURES, sql -> creates(sql, "rule")),
                command("domains", "Unsupported PostgreSQL data types", sql -> creates(sql, "domain")),
                command(
                        "enums, ranges and composite types",
                        "Unsupported PostgreSQL data types",
                        sql -> creates(sql, "type")),
                command("extensions", FEATURES, sql -> creates(sql, "extension")),
                command("tablespaces", FEATURES + " / Tablespaces", sql -> creates(sql, "tablespace")),
                command(
                        "foreign tables",
                        FEATURES + " / Management of external data (SQL/MED)",
                        sql -> sql.starts("create", "foreign")),
                command("unlogged tables", "CREATE TABLE / Syntax", sql -> sql.starts("create", "unlogged")),
                when(
                        "CREATE OR REPLACE TABLE",
                        "CREATE TABLE / Syntax",
                        sql -> sql.starts("create", "or", "replace", "table"),
                        sql -> syntaxErrorAt("table")),
                when(
                        "check constraints",
                        FEATURES + " / Constraints",
                        sql -> definesTable(sql) && sql.has("check", "("),
                        sql -> unsupported("CHECK constraints are not supported.")),
                when(
                        "exclusion constraints",
                        FEATURES + " / Constraints",
                        sql -> definesTable(sql) && sql.has("exclude", "using"),
                        sql -> syntaxErrorAt("exclude")),
                when(
                        "generated columns",
                        "CREATE TABLE / Syntax",
                        sql -> definesTable(sql) && sql.has("always", "as", "("),
                        sql -> syntaxErrorAt("always")),
                when(
                        "inheritance",
                        FEATURES + " / Inheritance",
                        sql -> definesTable(sql) && sql.has("inherits", "("),
                        sql -> syntaxErrorAt("inherits")),
                when(
                        "partitioned tables",
                        FEATURES + " / Table partitioning",
                        sql -> definesTable(sql) && sql.findOutside(0, "partition") > 0,
                        sql -> syntaxErrorAt("partition")),
                new Rule(
                        "names of system columns",
                        FEATURES + " / PostgreSQL system columns",
                        (sql, in) -> systemColumn(sql)),
                when(
                        "temporary views",
                        "CREATE VIEW / Syntax",
                        sql -> CreateView.isOne(sql) && sql.at(1).isAny("temp", "temporary", "recursive"),
                        sql -> syntaxErrorAt(sql.at(1).text())),
                when(
                        "CREATE VIEW IF NOT EXISTS",
                        "CREATE VIEW / Syntax",
                        sql -> CreateView.isOne(sql) && sql.has("view", "if"),
                        sql -> syntaxErrorAt("if")),
                new Rule(
                        "late-binding views name schemas",
                        "CREATE VIEW / Usage notes",
                        (sql, in) -> lateViewNames(sql)));
    }

    private static List<Rule> alterations() {
        return List.of(
                when(
                        "several ADD COLUMN at once",
                        DIFFERENT + " / ALTER TABLE",
                        sql -> altersTable(sql) && sql.findOutside(3, ",", "add") > 0,
                        sql -> syntaxErrorAt(",")),
                when(
                        "several DROP COLUMN at once",
                        "ALTER TABLE / Syntax",
                        sql -> altersTable(sql) && sql.findOutside(3, ",", "drop") > 0,
                        sql -> syntaxErrorAt(",")),
                when(
                        "ADD COLUMN IF NOT EXISTS",
                        "ALTER TABLE / Syntax",
                        sql -> altersTable(sql) && (sql.has("column", "if", "not") || sql.has("add", "if", "not")),
                        sql -> syntaxErrorAt("not")),
                when(
                        "DROP COLUMN IF EXISTS",
                        "ALTER TABLE / Syntax",
                        sql -> altersTable(sql) && sql.has("column", "if", "exists"),
                        sql -> syntaxErrorAt("exists")),
                when(
                        "ALTER TABLE IF EXISTS",
                        "ALTER TABLE / Syntax",
                        sql -> sql.starts("alter", "table", "if"),
                        sql -> syntaxErrorAt("exists")),
                when(
                        "ALTER COLUMN beyond type and encoding",
                        DIFFERENT + " / ALTER TABLE",
                        sql -> altersTable(sql)
                                && (sql.has("set", "not", "null")
                                        || sql.has("drop", "not", "null")
                                        || sql.has("set", "default")
                                        || sql.has("drop", "default")),
                        sql -> unsupported("ALTER COLUMN SET/DROP is not supported")),
                when(
                        "ALTER COLUMN TYPE of anything but varchar",
                        "ALTER TABLE / Parameters, ALTER COLUMN TYPE",
                        sql -> altersType(sql)
                                && !sql.at(sql.find(3, "type") + 1).isAny("varchar", "character", "nvarchar", "text"),
                        sql -> unsupported("target data type \""
                                + sql.at(sql.find(3, "type") + 1).text()
                                + "\" is not supported. Only VARCHAR columns can be altered")),
                when(
                        "ALTER COLUMN TYPE USING",
                        "ALTER TABLE / Syntax",
                        sql -> altersType(sql) && sql.has("using"),
                        sql -> syntaxErrorAt("using")),
                when(
                        "ALTER INDEX",
                        FEATURES + " / Indexes",
                        sql -> sql.starts("alter", "index"),
                        sql -> syntaxErrorAt("index")));
    }

    private static List<Rule> transactions() {
        return List.of(
                notInTransaction(
                        "VACUUM in a transaction", "VACUUM / Usage notes", sql -> sql.starts("vacuum"), "VACUUM"),
                notInTransaction(
                        "ALTER TABLE APPEND in a transaction",
                        "ALTER TABLE APPEND",
                        sql -> altersTable(sql) && sql.at(sql.nameAt(2).end()).is("append"),
                        "ALTER TABLE APPEND"),
                notInTransaction(
                        "ALTER COLUMN TYPE in a transaction",
                        "ALTER TABLE / Parameters, ALTER COLUMN TYPE",
                        RedshiftRules::altersType,
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

    private static Optional<Refusal> leaderFunction(Sql sql) {
        return Functions.firstCall(sql, LEADER_CALLS)
                .or(() -> Functions.firstWord(sql, LEADER_WORDS))
                .filter(function -> Functions.runsOnComputeNodes(sql))
                .map(function -> unsupported(
                                "Specified types or functions (one per INFO message) not supported on Redshift tables.")
                        .withNotices(List.of("Function \"" + function + "()\" not supported.")));
    }

    /** Ranking functions take no frame; aggregates with ORDER BY in the window must have one. */
    private static Optional<Refusal> aggregateWithoutFrame(Sql sql) {
        for (int i = 0; i < sql.size(); i++) {
            if (!sql.isAt(i, ")", "over", "(") || !isAggregate(sql, i)) {
                continue;
            }
            Sql window = sql.slice(i + 3, sql.close(i + 2));
            if (window.findOutside(0, "order") >= 0
                    && window.findOutside(0, "rows") < 0
                    && window.findOutside(0, "range") < 0) {
                return Optional.of(Refusal.of(
                        "42601", "Aggregate window functions with an ORDER BY clause require a frame clause"));
            }
        }
        return Optional.empty();
    }

    private static boolean isAggregate(Sql sql, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            depth += sql.at(i).is(")") ? 1 : sql.at(i).is("(") ? -1 : 0;
            if (depth == 0) {
                return sql.at(i - 1)
                        .isAny(
                                "sum",
                                "avg",
                                "count",
                                "min",
                                "max",
                                "stddev",
                                "variance",
                                "first_value",
                                "last_value",
                                "nth_value");
            }
        }
        return false;
    }

    private static Optional<Refusal> longName(Sql sql) {
        return sql.tokens().stream()
                .filter(Token::isName)
                .map(Token::name)
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > 127)
                .findFirst()
                .map(name ->
                        Refusal.of("42622", "identifier \"" + name + "\" exceeds the maximum length of 127 bytes"));
    }

    private static Optional<Refusal> systemColumn(Sql sql) {
        if (!CreateTable.isOne(sql) || sql.has("as", "select") || sql.find(0, "(") < 0) {
            return Optional.empty();
        }
        return sql.arguments(sql.find(0, "(")).stream()
                .map(column -> column.at(0).name())
                .filter(Set.of("oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid")::contains)
                .findFirst()
                .map(name -> Refusal.of("42701", "column name \"" + name + "\" conflicts with a system column name"));
    }

    private static Optional<Refusal> lateViewNames(Sql sql) {
        if (!CreateView.isOne(sql) || !sql.has("no", "schema", "binding")) {
            return Optional.empty();
        }
        Set<String> commonTables = Functions.commonTables(sql);
        for (int i = 0; i < sql.size(); i++) {
            Sql.Name name = sql.at(i).isAny("from", "join") ? sql.nameAt(i + 1) : sql.nameAt(sql.size());
            if (name.parts().size() == 1
                    && !commonTables.contains(name.last())
                    && sql.at(name.end()).text().charAt(0) != '(') {
                return Optional.of(
                        unsupported(
                                "All the relation names inside should be qualified when creating VIEW WITH NO SCHEMA BINDING."));
            }
        }
        return Optional.empty();
    }

    private static boolean creates(Sql sql, String kind) {
        return sql.starts("create", kind) || sql.starts("create", "or", "replace", kind);
    }

    private static boolean definesTable(Sql sql) {
        return CreateTable.isOne(sql) && sql.verb().toLowerCase(Locale.ROOT).equals("create") || altersTable(sql);
    }

    private static boolean altersTable(Sql sql) {
        return sql.starts("alter", "table");
    }

    private static boolean altersType(Sql sql) {
        return altersTable(sql) && sql.at(sql.nameAt(2).end()).is("alter") && sql.find(3, "type") > 0;
    }
}
