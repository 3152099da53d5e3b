package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import dev.caravan.sql.SqlType.Kind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The row under a result's cursor. */
final class JdbcRow implements Row {
    private final ResultSet result;
    private final List<Column> columns;
    private final JdbcFailures failures;

    JdbcRow(ResultSet result, List<Column> columns, JdbcFailures failures) {
        this.result = result;
        this.columns = columns;
        this.failures = failures;
    }

    @Override
    public Optional<String> text(int column) {
        return Optional.ofNullable(
                switch (kind(column)) {
                    case TIMESTAMP -> format(read(column, LocalDateTime.class));
                    case TIMESTAMP_TZ -> zoned(column).map(Instant::toString).orElse(null);
                    case DATE -> format(read(column, LocalDate.class));
                    case DECIMAL -> format(read(column, BigDecimal.class));
                    case BOOLEAN -> format(read(column, Boolean.class));
                    case SMALLINT, INTEGER, BIGINT, DOUBLE, VARCHAR, OTHER -> read(() -> result.getString(column));
                });
    }

    @Override
    public long number(int column) {
        String text = text(column).orElseThrow(() -> unreadable(column, "is null"));
        try {
            return new BigDecimal(text).longValueExact();
        } catch (NumberFormatException e) {
            throw unreadable(column, "is \"" + text + "\", which is no number");
        } catch (ArithmeticException e) {
            throw unreadable(column, "is " + text + ", which is no whole number of 64 bits");
        }
    }

    @Override
    public Optional<Instant> instant(int column) {
        if (kind(column) == Kind.TIMESTAMP_TZ) {
            return zoned(column);
        }
        return Optional.ofNullable(read(column, LocalDateTime.class)).map(time -> time.toInstant(ZoneOffset.UTC));
    }

    @Override
    public boolean flag(int column) {
        return text(column).map(Boolean::valueOf).orElseThrow(() -> unreadable(column, "is null"));
    }

    private Kind kind(int column) {
        return columns.get(column - 1).type().kind();
    }

    private Optional<Instant> zoned(int column) {
        return Optional.ofNullable(read(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private <T> T read(int column, Class<T> type) {
        return read(() -> result.getObject(column, type));
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.now();
        } catch (SQLException e) {
            throw failures.of(e, "read a row");
        }
    }

    private CaravanException unreadable(int column, String what) {
        return new CaravanException(
                Problem.at("warehouse", "column \"" + columns.get(column - 1).name() + "\" " + what, ""));
    }

    private static String format(Boolean flag) {
        return flag == null ? null : flag.toString();
    }

    private static String format(LocalDateTime time) {
        return time == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private static String format(LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static String format(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private interface Reading<T> {
        T now() throws SQLException;
    }
}
