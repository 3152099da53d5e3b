package dev.caravan.camel;

import dev.caravan.camel.LastRuns.LastRun;
import dev.caravan.project.Masking;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready while the last run of each command was good, and no stop has been asked for. Nothing run yet is good. */
final class RunsCheck extends AbstractHealthCheck {
    private final LastRuns lastRuns;
    private final BooleanSupplier stopping;
    private final Masking masking;

    RunsCheck(LastRuns lastRuns, BooleanSupplier stopping, Masking masking) {
        super("caravan", "runs");
        this.lastRuns = lastRuns;
        this.stopping = stopping;
        this.masking = masking;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        lastRuns.all().forEach((command, last) -> tell(builder, command, last));
        if (stopping.getAsBoolean()) {
            builder.message("is stopping").down();
        }
    }

    private void tell(HealthCheckResultBuilder builder, String command, LastRun last) {
        builder.detail(command + ".ended-at", last.endedAt().toString());
        builder.detail(command + ".status", last.isFailed() ? "failed" : "success");
        if (last.isFailed()) {
            builder.message("the last " + command + " failed: " + masking.mask(last.failures()))
                    .down();
        }
    }
}
