package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection between begin and commit. Every result is closed before the method that opened it returns. */
final class JdbcTransaction implements Transaction {
    private static final Logger log = LoggerFactory.getLogger(JdbcTransaction.class);

    private final Connection connection;
    private final JdbcVendor vendor;
    private final JdbcFailures failures;
    private final Set<Statement> running;
    private final Access access;
    private final Deadline deadline;

    /** What statements may do, and who looks at them before they run. */
    enum Access {
        WRITES,
        /** The project's own selects: the database's read-only transaction is enough. */
        READS,
        /** Selects of anybody's: each is looked at. */
        ADMITTED
    }

    JdbcTransaction(
            Connection connection,
            JdbcVendor vendor,
            JdbcFailures failures,
            Set<Statement> running,
            Access access,
            Deadline deadline) {
        this.connection = connection;
        this.vendor = vendor;
        this.failures = failures;
        this.running = running;
        this.access = access;
        this.deadline = deadline;
    }

    @Override
    public long execute(String sql, Object... values) {
        return prepared(sql, values, statement -> {
            if (!statement.execute()) {
                return Math.max(0, statement.getLargeUpdateCount());
            }
            try (ResultSet result = statement.getResultSet()) {
                if (result.next()) {
                    throw new CaravanException(Problem.at("warehouse", result.getString(1), ""));
                }
            }
            return 0L;
        });
    }

    @Override
    public <T> List<T> query(String sql, RowReader<T> reader, Object... values) {
        List<T> read = new ArrayList<>();
        each(sql, row -> read.add(reader.read(row)), values);
        return List.copyOf(read);
    }

    @Override
    public void each(String sql, RowConsumer consumer) {
        each(sql, consumer, new Object[0]);
    }

    private void each(String sql, RowConsumer consumer, Object[] values) {
        prepared(sql, values, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                JdbcRow row = new JdbcRow(result, columns(result.getMetaData()), failures);
                while (result.next()) {
                    consumer.row(row);
                }
                return result;
            }
        });
    }

    @Override
    public void select(String sql, ResultReader reader, Object... values) {
        prepared(sql, values, statement -> {
            statement.setFetchSize(vendor.fetchedRows());
            try (ResultSet result = statement.executeQuery()) {
                List<Column> columns = columns(result.getMetaData());
                reader.columns(columns);
                JdbcRow row = new JdbcRow(result, columns, failures);
                while (result.next()) {
                    reader.row(row);
                }
                return columns;
            }
        });
    }

    @Override
    public void stream(String sql, long maxRows, ResultReader reader, Object... values) {
        look(sql);
        Access inside = access == Access.WRITES ? Access.WRITES : Access.READS;
        vendor.stream(
                new JdbcTransaction(connection, vendor, failures, running, inside, deadline),
                sql,
                maxRows,
                reader,
                values);
    }

    @Override
    public List<Column> describe(String select) {
        return prepared(select, new Object[0], statement -> columns(statement.getMetaData()));
    }

    @Override
    public long copy(CopyRequest request) {
        try {
            return vendor.copy(connection, this, request);
        } catch (TransactionLostException e) {
            throw e;
        } catch (CaravanException e) {
            throw failures.of(e);
        }
    }

    private <T> T prepared(String sql, Object[] values, Work<T> work) {
        log.debug("{}", sql);
        look(sql);
        StatementTag tag = vendor.listsStatements() ? StatementTag.ofThread() : StatementTag.none();
        try (PreparedStatement statement = connection.prepareStatement(tag.before(sql))) {
            JdbcValues.bind(statement, values);
            deadline.begin(statement);
            running.add(statement);
            try {
                return work.with(statement);
            } finally {
                running.remove(statement);
                deadline.end();
            }
        } catch (SQLException e) {
            throw deadline.cause(failures.of(e, sql, tag));
        } catch (ReadTimeoutException e) {
            throw e;
        } catch (CaravanException e) {
            throw deadline.cause(e);
        }
    }

    private void look(String sql) {
        if (access == Access.WRITES) {
            vendor.beforeStatement(connection, sql);
        } else if (access == Access.ADMITTED) {
            admit(sql);
        }
    }

    private void admit(String sql) {
        try {
            vendor.admitReadOnly(connection, sql);
        } catch (SQLException e) {
            throw failures.of(e, sql);
        }
    }

    /** @throws CaravanException where the statement is none that a stranger may run */
    void admitStranger(String sql) {
        try {
            vendor.admitStranger(connection, sql);
        } catch (SQLException e) {
            throw failures.of(e, sql);
        }
    }

    private List<Column> columns(ResultSetMetaData metadata) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(Column.of(metadata.getColumnLabel(i), vendor.type(metadata, i)));
        }
        return List.copyOf(columns);
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }
}
