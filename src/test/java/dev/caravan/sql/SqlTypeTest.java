package dev.caravan.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            NUMERIC(38,18)              | numeric(38, 18)
            decimal( 10 , 2 )           | numeric(10, 2)
            VARCHAR                     | varchar
            character varying(256)      | varchar(256)
            int                         | integer
            float                       | double precision
            TIMESTAMP WITH TIME ZONE    | timestamp with time zone
            timestamptz                 | timestamp with time zone
            timestamp without time zone | timestamp
            super                       | super
            STRUCT(a INTEGER)           | struct(a integer)
            """)
    void readsATypeAsPeopleAndCatalogsWriteIt(String text, String standard) {
        assertThat(SqlType.parse(text)).hasToString(standard);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            numeric(20, 4) | numeric(38, 18) | true
            numeric(38, 4) | numeric(38, 18) | false
            numeric(20, 4) | numeric(20, 2)  | false
            integer        | bigint          | true
            bigint         | integer         | false
            bigint         | numeric(38, 18) | true
            bigint         | numeric(20, 4)  | false
            varchar        | varchar(10)     | true
            varchar        | integer         | false
            date           | timestamp       | false
            double         | numeric(38, 18) | false
            """)
    void fitsOnlyWhereNothingIsLost(String from, String into, boolean fits) {
        assertThat(SqlType.parse(from).fitsInto(SqlType.parse(into))).isEqualTo(fits);
    }

    @Test
    void anUnknownTypeFitsItselfAlone() {
        assertThat(SqlType.parse("super").fitsInto(SqlType.parse("super"))).isTrue();
        assertThat(SqlType.parse("super").fitsInto(SqlType.parse("hllsketch"))).isFalse();
    }
}
