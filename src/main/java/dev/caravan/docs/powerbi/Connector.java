package dev.caravan.docs.powerbi;

import dev.caravan.docs.export.Address;
import dev.caravan.docs.star.StarColumn;
import dev.caravan.docs.star.StarTable;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How Power Query reaches the warehouse. Which products it has a connector for is Power BI's affair; a warehouse without
 * one is reached by ODBC. Users and passwords are asked for by Power BI Desktop and kept on the reader's machine.
 *
 * @param parameters that a reader may change
 * @param source the value of Source in a query; it names the parameters
 * @param query a query of it, {@code %s} being the text literal of the SQL
 */
record Connector(Dialect dialect, List<Parameter> parameters, String source, String query) {

    /** A text that a reader may change in Power BI Desktop, under Transform data, Edit parameters. */
    record Parameter(String name, String description, String value) {}

    static Connector of(Dialect dialect, Address address) {
        if (address instanceof Address.Server server) {
            return server(dialect, server);
        }
        return file(dialect, ((Address.DatabaseFile) address).path().toString());
    }

    private static Connector server(Dialect dialect, Address.Server address) {
        String function =
                switch (dialect.name()) {
                    case "postgres" -> "PostgreSQL.Database";
                    case "redshift" -> "AmazonRedshift.Database";
                    default ->
                        throw new CaravanException(Problem.at(
                                "powerbi",
                                "no connector of Power BI is known for " + dialect.name(),
                                "Export from an environment on duckdb, postgres or redshift."));
                };
        return new Connector(
                dialect,
                List.of(
                        new Parameter("Server", "Host and port of the warehouse.", address.host()),
                        new Parameter("Database", "Database of the warehouse.", address.database())),
                function + "(Server, Database)",
                "Value.NativeQuery(Source, %s, null, [EnableFolding = true])");
    }

    private static Connector file(Dialect dialect, String path) {
        String driver = dialect.name().equals("duckdb")
                ? "DuckDB Driver"
                : dialect.name().toUpperCase(Locale.ROOT);
        return new Connector(
                dialect,
                List.of(new Parameter("DatabaseFile", "Path of the warehouse's file on the reader's machine.", path)),
                "\"driver={" + driver + "};database=\" & DatabaseFile & \";access_mode=read_only\"",
                "Odbc.Query(Source, %s)");
    }

    /** The rows of a table, each column with its type. */
    String rowsOf(StarTable table) {
        List<Column> columns = table.columns().stream()
                .map(column -> Column.of(column.name(), column.type().orElseThrow()))
                .toList();
        String types = table.columns().stream()
                .map(column -> "{" + literal(column.name()) + ", " + typeOf(column) + "}")
                .collect(Collectors.joining(",\n        "));
        return """
                let
                    Source = %s,
                    Rows = %s,
                    Typed = Table.TransformColumnTypes(Rows, {
                        %s
                    }, "en-US")
                in
                    Typed"""
                .formatted(source, query.formatted(literal(dialect.selectForTools(table.relation(), columns))), types);
    }

    private static String typeOf(StarColumn column) {
        return DataType.of(column.type().orElseThrow()).powerQuery();
    }

    /** A text literal of Power Query's language. */
    static String literal(String text) {
        // "#(" begins an escape, and a line break needs one
        return '"'
                + text.replace("#(", "#(#)(")
                        .replace("\"", "\"\"")
                        .replace("\r", "#(cr)")
                        .replace("\n", "#(lf)")
                        .replace("\t", "#(tab)")
                + '"';
    }
}
