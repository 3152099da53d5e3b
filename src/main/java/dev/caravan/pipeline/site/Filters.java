package dev.caravan.pipeline.site;

import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import dev.caravan.sql.SqlType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions on columns that the warehouse has told of; what a person wrote is bound. For one statement. */
final class Filters {
    private static final Pattern BOUNDS = Pattern.compile(
            "\\s*(?:>=\\s*(?<from>\\S.*?)|<=\\s*(?<to>\\S.*?)|(?<low>.*?)\\s*\\.\\.\\s*(?<high>.*?)|=?\\s*(?<same>\\S.*?))\\s*");
    private static final int WIDEST = 38;

    private final Dialect dialect;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Filters(Dialect dialect) {
        this.dialect = dialect;
    }

    List<String> conditions() {
        return List.copyOf(conditions);
    }

    List<Object> values() {
        return List.copyOf(values);
    }

    /** One of the text columns has the text in it, in whatever case. */
    void contains(List<Column> columns, String text) {
        List<String> alternatives = new ArrayList<>();
        for (Column column : columns) {
            if (ColumnKind.of(column.type()) == ColumnKind.TEXT) {
                alternatives.add(within(column));
                values.add(text);
            }
        }
        conditions.add(alternatives.isEmpty() ? "1 = 0" : "(" + String.join(" or ", alternatives) + ")");
    }

    /** @throws IllegalArgumentException where the text is no filter of such a column */
    void add(Column column, String text) {
        switch (ColumnKind.of(column.type())) {
            case TEXT -> {
                conditions.add(within(column));
                values.add(text);
            }
            case BOOLEAN -> compare(column, "=", flag(text));
            case NUMBER -> range(column, text, this::number);
            case TIME, DATE -> range(column, text, this::time);
        }
    }

    private String within(Column column) {
        return "position(lower(cast(? as " + dialect.typeName(SqlType.varchar()) + ")) in lower(cast("
                + dialect.quote(column.name()) + " as " + dialect.typeName(SqlType.varchar()) + "))) > 0";
    }

    private static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT).replaceFirst("^=\\s*", "")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private void range(Column column, String text, Bound bound) {
        Matcher bounds = BOUNDS.matcher(text);
        if (!bounds.matches()) {
            throw new IllegalArgumentException(text);
        }
        if (bounds.group("same") != null) {
            bound.add(column, Optional.of(bounds.group("same")), Optional.of(bounds.group("same")));
            return;
        }
        Optional<String> from =
                Optional.ofNullable(bounds.group("from")).or(() -> Optional.ofNullable(bounds.group("low")));
        Optional<String> to =
                Optional.ofNullable(bounds.group("to")).or(() -> Optional.ofNullable(bounds.group("high")));
        bound.add(column, from.filter(one -> !one.isEmpty()), to.filter(one -> !one.isEmpty()));
    }

    /** Bounds are brought to the column's own scale, so that the column is compared as it is and can be skipped by. */
    private void number(Column column, Optional<String> from, Optional<String> to) {
        from.ifPresent(text -> numeric(column, ">=", new BigDecimal(text.strip()), RoundingMode.CEILING));
        to.ifPresent(text -> numeric(column, "<=", new BigDecimal(text.strip()), RoundingMode.FLOOR));
    }

    private void numeric(Column column, String operator, BigDecimal bound, RoundingMode inwards) {
        SqlType type = column.type();
        if (type.kind() == Kind.DOUBLE) {
            compare(column, operator, bound.doubleValue());
            return;
        }
        boolean unlimited = type.kind() == Kind.DECIMAL && type.precision() == 0;
        int scale = type.kind() == Kind.DECIMAL ? type.scale() : 0;
        if (bound.precision() - bound.scale() > WIDEST - (unlimited ? 18 : scale)) {
            // no value of the column is as far from zero
            boolean all = (bound.signum() > 0) == operator.equals("<=");
            conditions.add(all ? "1 = 1" : "1 = 0");
            return;
        }
        BigDecimal scaled = bound.setScale(unlimited ? 18 : scale, inwards);
        conditions.add(dialect.quote(column.name()) + " " + operator + " cast(? as "
                + dialect.typeName(SqlType.decimal(WIDEST, unlimited ? 18 : scale)) + ")");
        values.add(scaled);
    }

    /** A day stands for all of its moments. */
    private void time(Column column, Optional<String> from, Optional<String> to) {
        from.map(String::strip).ifPresent(text -> compare(column, ">=", begin(text)));
        to.map(String::strip).ifPresent(text -> {
            if (isDay(text)) {
                compare(
                        column,
                        "<",
                        LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            } else {
                compare(column, "<=", begin(text));
            }
        });
    }

    private static boolean isDay(String text) {
        return text.indexOf('T') < 0 && text.indexOf(' ') < 0;
    }

    private static Instant begin(String text) {
        try {
            if (isDay(text)) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            String iso = text.replace(' ', 'T');
            return iso.endsWith("Z")
                    ? Instant.parse(iso)
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void compare(Column column, String operator, Object value) {
        String type = value instanceof Instant ? "timestamp" : dialect.typeName(column.type());
        conditions.add(dialect.quote(column.name()) + " " + operator + " cast(? as " + type + ")");
        values.add(value);
    }

    private interface Bound {
        void add(Column column, Optional<String> from, Optional<String> to);
    }
}
