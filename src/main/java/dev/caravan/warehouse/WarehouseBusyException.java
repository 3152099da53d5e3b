package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;

/** A warehouse that cannot be opened while another process has it open; it can be when that one ends. */
public final class WarehouseBusyException extends CaravanException {
    public WarehouseBusyException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
