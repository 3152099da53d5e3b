package dev.caravan.pipeline.site;

import dev.caravan.sql.SqlType;
import java.util.Locale;

/** What a column's values are to somebody who looks at them. */
public enum ColumnKind {
    TEXT,
    NUMBER,
    BOOLEAN,
    TIME,
    DATE;

    static ColumnKind of(SqlType type) {
        return switch (type.kind()) {
            case BOOLEAN -> BOOLEAN;
            case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> NUMBER;
            case DATE -> DATE;
            case TIMESTAMP, TIMESTAMP_TZ -> TIME;
            case VARCHAR, OTHER -> TEXT;
        };
    }

    /** As it is written in answers: {@code text}, {@code number}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
