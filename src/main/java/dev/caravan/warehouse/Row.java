package dev.caravan.warehouse;

import java.time.Instant;
import java.util.Optional;

/** The row of a result that is being read; columns count from 1. Valid until the next row. */
public interface Row {

    /** The value as text in the form that SQL would print it; timestamps in ISO form. */
    Optional<String> text(int column);

    /** @throws dev.caravan.project.CaravanException where the value is null or no whole number */
    long number(int column);

    Optional<Instant> instant(int column);

    boolean flag(int column);
}
