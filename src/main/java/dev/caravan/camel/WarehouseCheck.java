package dev.caravan.camel;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Masking;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready while the warehouse answers a query. */
final class WarehouseCheck extends AbstractHealthCheck {
    private final Runnable query;
    private final Masking masking;

    WarehouseCheck(Runnable query, Masking masking) {
        super("caravan", "warehouse");
        this.query = query;
        this.masking = masking;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            query.run();
            builder.up();
        } catch (CaravanException e) {
            builder.message(masking.mask(e.getMessage())).down();
        }
    }
}
