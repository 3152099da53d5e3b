package dev.caravan.pipeline.site;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** One value of an answer; {@link Nothing} where SQL says null. */
public sealed interface Cell {

    /** SQL's null. */
    enum Nothing implements Cell {
        NULL;

        @Override
        public String text() {
            return "";
        }
    }

    /** A text, and whatever has no kind of its own, as the database prints it. */
    record Text(String value) implements Cell {
        public Text {
            requireNonNull(value, "value is null");
        }

        @Override
        public String text() {
            return value;
        }
    }

    /** A whole number of 64 bits. */
    record Whole(long value) implements Cell {
        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    /** A decimal with all of its digits. */
    record Decimal(BigDecimal value) implements Cell {
        public Decimal {
            requireNonNull(value, "value is null");
        }

        @Override
        public String text() {
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        }
    }

    /** A floating-point number; may be infinite or no number. */
    record Floating(double value) implements Cell {
        @Override
        public String text() {
            return Double.toString(value);
        }
    }

    /** True or false. */
    record Flag(boolean value) implements Cell {
        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }

    /** A moment, in UTC. */
    record Time(Instant value) implements Cell {
        public Time {
            requireNonNull(value, "value is null");
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /** A day. */
    record Day(LocalDate value) implements Cell {
        public Day {
            requireNonNull(value, "value is null");
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /** As people read it; empty for null. */
    String text();
}
