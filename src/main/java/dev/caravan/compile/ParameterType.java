package dev.caravan.compile;

import dev.caravan.sql.SqlType;
import dev.caravan.sql.SqlType.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a parameter of an analysis is: how a person writes its value, and as what SQL gets it. */
public enum ParameterType {
    TEXT(SqlType.varchar(), "a text") {
        @Override
        Object read(String text) {
            return text;
        }
    },
    INTEGER(SqlType.of(Kind.BIGINT), "a whole number such as 60") {
        @Override
        Object read(String text) {
            return Long.valueOf(text);
        }
    },
    NUMERIC(SqlType.decimal(38, 18), "a number such as 0.5") {
        @Override
        Object read(String text) {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() - number.scale() > 20 || number.scale() > 1_000) {
                throw new NumberFormatException(text);
            }
            return number;
        }
    },
    TIMESTAMP(SqlType.of(Kind.TIMESTAMP), "a time in UTC such as 2026-01-31T07:00:00Z") {
        @Override
        Object read(String text) {
            String iso = text.replace(' ', 'T');
            if (iso.indexOf('T') < 0) {
                return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return iso.endsWith("Z")
                    ? Instant.parse(iso)
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        }
    },
    DATE(SqlType.of(Kind.DATE), "a date such as 2026-01-31") {
        @Override
        Object read(String text) {
            return LocalDate.parse(text);
        }
    },
    BOOLEAN(SqlType.of(Kind.BOOLEAN), "true or false") {
        @Override
        Object read(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }
    };

    private final SqlType sqlType;
    private final String form;

    ParameterType(SqlType sqlType, String form) {
        this.sqlType = sqlType;
        this.form = form;
    }

    static Optional<ParameterType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ParameterType::word).toList();
    }

    /** As templates write it: {@code text}, {@code timestamp}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public SqlType sqlType() {
        return sqlType;
    }

    /** What a value looks like, for people who gave another one. */
    public String form() {
        return form;
    }

    /**
     * The value that a transaction binds; nothing for an empty text.
     *
     * @throws IllegalArgumentException where the text is no value of the type
     */
    public Optional<Object> value(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(read(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    abstract Object read(String text);
}
