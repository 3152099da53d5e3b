package dev.caravan.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Lands what routes poll, and lets routes ask for the steps of a run. */
@Component("caravan")
public final class CaravanComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CaravanEndpoint endpoint = new CaravanEndpoint(uri, this, Operation.valueOf(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
