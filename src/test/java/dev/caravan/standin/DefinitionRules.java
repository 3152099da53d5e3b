package dev.caravan.standin;

import static dev.caravan.standin.RedshiftRules.DIFFERENT;
import static dev.caravan.standin.RedshiftRules.FEATURES;
import static dev.caravan.standin.Refusal.syntaxErrorAt;
import static dev.caravan.standin.Refusal.unsupported;
import static dev.caravan.standin.Rule.command;
import static dev.caravan.standin.Rule.when;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Redshift refuses when tables, views and other objects are made or altered. */
final class DefinitionRules {
    private DefinitionRules() {}

    static List<Rule> objects() {
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

    static List<Rule> alterations() {
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
        return CreateTable.isOne(sql) || altersTable(sql);
    }

    static boolean altersTable(Sql sql) {
        return sql.starts("alter", "table");
    }

    static boolean altersType(Sql sql) {
        return altersTable(sql) && sql.at(sql.nameAt(2).end()).is("alter") && sql.find(3, "type") > 0;
    }
}
