package dev.caravan.warehouse.duckdb;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * Lets through one select over the warehouse's own relations. A read-only transaction of DuckDB writes no table, but it
 * reads files, writes files by COPY and changes settings; the setting that forbids that would forbid loading parts too,
 * for the whole process and for good. So the parsed statement is looked at.
 */
final class DuckDbReadOnly {
    private static final String REMEDY = "Give one select that reads relations of the warehouse.";
    private static final Set<String> HARMLESS_FUNCTIONS = Set.of(
            "duckdb_columns",
            "duckdb_constraints",
            "duckdb_databases",
            "duckdb_dependencies",
            "duckdb_functions",
            "duckdb_indexes",
            "duckdb_keywords",
            "duckdb_schemas",
            "duckdb_sequences",
            "duckdb_tables",
            "duckdb_types",
            "duckdb_views",
            "generate_series",
            "histogram",
            "histogram_values",
            "json_each",
            "json_tree",
            "pragma_show",
            "pragma_table_info",
            "pragma_version",
            "range",
            "repeat",
            "repeat_row",
            "unnest");
    // They change something, or tell of the process and not of the data.
    private static final Set<String> HARMFUL_SCALARS = Set.of(
            "current_setting",
            "currval",
            "getenv",
            "getvariable",
            "nextval",
            "setseed",
            "setval",
            "sleep_ms",
            "stats",
            "which_secret",
            "write_log");

    private static final String SHAPE =
            """
            select json_extract_string(tree, '$.error_type'), json_extract_string(tree, '$.error_message'),
                json_array_length(tree, '$.statements')
            from (select json_serialize_sql(cast(? as varchar)) as tree)
            """;

    // A relation that is not in the catalog may be the name of a file: from 'x.csv', and from x.csv too.
    private static final String INPUTS =
            """
            with inputs as (
                select
                    node.value ->> '$.type' as input_type,
                    lower(node.value ->> '$.function.function_name') as function_name,
                    from_json(node.value -> '$.qualified_name.path', '["varchar"]') as path
                from json_tree(json_serialize_sql(cast(? as varchar))) as node
                where node.type = 'OBJECT'
                    and (
                        node.value ->> '$.type' in ('TABLE_FUNCTION', 'BASE_TABLE')
                        or (node.value ->> '$.type' like '%\\_QUERY\\_NODE' escape '\\')
                    )
                union all
                select distinct 'SCALAR' as input_type, lower(node.value ->> '$.function_name') as function_name, [] as path
                from json_tree(json_serialize_sql(cast(? as varchar))) as node
                where node.type = 'OBJECT'
                    and node.value ->> '$.class' = 'FUNCTION'
                    and node.key <> 'function'
            ),
            relations as (
                select schema_name, table_name from duckdb_tables()
                union all
                select schema_name, view_name from duckdb_views()
            )
            select input_type, coalesce(function_name, array_to_string(path, '.'))
            from inputs
            where input_type in ('TABLE_FUNCTION', 'SCALAR')
                or input_type like '%_NODE'
                or (len(path) = 1 and regexp_matches(path[1], '[^A-Za-z0-9_$ -]'))
                or (len(path) > 1 and not exists (
                    select 1
                    from relations
                    where lower(relations.schema_name) = lower(path[-2])
                        and lower(relations.table_name) = lower(path[-1])
                ))
            """;

    void admit(Connection connection, String sql) throws SQLException {
        checkShape(connection, sql);
        try (PreparedStatement statement = connection.prepareStatement(INPUTS)) {
            statement.setString(1, sql);
            statement.setString(2, sql);
            try (ResultSet inputs = statement.executeQuery()) {
                while (inputs.next()) {
                    checkInput(inputs.getString(1), inputs.getString(2));
                }
            }
        }
    }

    private static void checkShape(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SHAPE)) {
            statement.setString(1, sql);
            try (ResultSet shape = statement.executeQuery()) {
                shape.next();
                String error = shape.getString(1);
                // A syntax error is told best by the database, which points at it.
                if (error != null && !error.equals("parser")) {
                    throw refused("the statement is no select");
                }
                if (error == null && shape.getInt(3) != 1) {
                    throw refused(shape.getInt(3) + " statements are given");
                }
            }
        }
    }

    private static void checkInput(String type, String name) {
        if (type.equals("BASE_TABLE")) {
            throw refused("\"" + name + "\" is no relation of the warehouse");
        }
        if (type.endsWith("_NODE")) {
            throw refused("the statement changes something");
        }
        boolean harmless = type.equals("SCALAR") ? !HARMFUL_SCALARS.contains(name) : HARMLESS_FUNCTIONS.contains(name);
        if (!harmless) {
            throw refused("the function \"" + name + "\" may reach out of the warehouse");
        }
    }

    private static CaravanException refused(String what) {
        return new CaravanException(Problem.at("warehouse", what, REMEDY));
    }
}
