package dev.caravan.docs.powerbi;

import dev.caravan.sql.SqlType;
import java.util.Optional;

/** What a column is to Power BI. */
enum DataType {
    BOOLEAN("boolean", "logical", ""),
    INT64("int64", "Int64.Type", "0"),
    /**
     * Of any decimal, too: Power BI's own decimal has four places, and a price may be 0.00000001. A double keeps 15 digits,
     * wherever the point is.
     */
    DOUBLE("double", "number", "#,##0.00########"),
    STRING("string", "text", ""),
    DATE("dateTime", "date", "yyyy-mm-dd"),
    TIMESTAMP("dateTime", "datetime", "yyyy-mm-dd hh:nn:ss");

    private final String word;
    private final String powerQuery;
    private final String format;

    DataType(String word, String powerQuery, String format) {
        this.word = word;
        this.powerQuery = powerQuery;
        this.format = format;
    }

    static DataType of(SqlType type) {
        return switch (type.kind()) {
            case BOOLEAN -> BOOLEAN;
            case SMALLINT, INTEGER, BIGINT -> INT64;
            case DECIMAL, DOUBLE -> DOUBLE;
            case VARCHAR, OTHER -> STRING;
            case DATE -> DATE;
            case TIMESTAMP, TIMESTAMP_TZ -> TIMESTAMP;
        };
    }

    /** In TMDL. */
    String word() {
        return word;
    }

    /** In the language of queries, after {@code type}. */
    String powerQuery() {
        return powerQuery.contains(".") ? powerQuery : "type " + powerQuery;
    }

    Optional<String> format() {
        return Optional.of(format).filter(text -> !text.isEmpty());
    }
}
