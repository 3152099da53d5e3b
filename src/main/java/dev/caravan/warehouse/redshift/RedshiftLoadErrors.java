package dev.caravan.warehouse.redshift;

import dev.caravan.project.Problem;
import dev.caravan.warehouse.CopyFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What COPY has written down about the line on which it failed. The transaction that failed can ask nothing more, so a
 * connection of its own asks. {@code sys_load_error_detail} stands in clusters and serverless workgroups alike;
 * {@code stl_load_errors}, which has the value itself, in clusters alone.
 */
final class RedshiftLoadErrors {
    private static final Logger log = LoggerFactory.getLogger(RedshiftLoadErrors.class);

    private static final String NEWEST =
            """
            select query_id, trim(file_name), line_number, trim(column_name), trim(error_message)
            from sys_load_error_detail
            where session_id = ?
            order by query_id desc, file_name, line_number
            limit 1
            """;

    private static final String VALUE =
            """
            select trim(raw_field_value)
            from stl_load_errors
            where query = ?
                and trim(filename) = ?
                and line_number = ?
            limit 1
            """;

    private final RedshiftCluster cluster;

    RedshiftLoadErrors(RedshiftCluster cluster) {
        this.cluster = cluster;
    }

    /** The error of the session's last COPY; nothing where the cluster does not tell. */
    Optional<Problem> newest(long session, List<CopyFile> files) {
        try (Connection connection = cluster.connect();
                PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setLong(1, session);
            try (ResultSet error = statement.executeQuery()) {
                if (!error.next()) {
                    return Optional.empty();
                }
                String uri = error.getString(2);
                long line = error.getLong(3);
                String column = error.getString(4);
                Optional<String> value = value(connection, error.getLong(1), uri, line);
                return Optional.of(Problem.at(
                        name(uri, files) + ", line " + line + (column.isEmpty() ? "" : ", column " + column),
                        error.getString(5)
                                + value.map(text -> ": \"" + text + "\"").orElse(""),
                        "The part does not fit the table: land the data again, or widen the column by a migration."));
            }
        } catch (SQLException e) {
            // COPY's own message is told in place of this; it names the view to look into.
            log.warn("the load error cannot be read: {}", RedshiftFailures.message(e));
            return Optional.empty();
        }
    }

    private static Optional<String> value(Connection connection, long query, String uri, long line) {
        try (PreparedStatement statement = connection.prepareStatement(VALUE)) {
            statement.setLong(1, query);
            statement.setString(2, uri);
            statement.setLong(3, line);
            try (ResultSet value = statement.executeQuery()) {
                return value.next()
                        ? Optional.ofNullable(value.getString(1)).filter(text -> !text.isEmpty())
                        : Optional.empty();
            }
        } catch (SQLException e) {
            log.debug("no stl_load_errors here: {}", RedshiftFailures.message(e));
            return Optional.empty();
        }
    }

    private static String name(String uri, List<CopyFile> files) {
        return files.stream()
                .filter(file -> file.uri().toString().equals(uri))
                .findFirst()
                .map(CopyFile::name)
                .orElse(uri);
    }
}
