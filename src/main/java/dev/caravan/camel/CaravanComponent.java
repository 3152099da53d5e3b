package dev.caravan.camel;

import dev.caravan.pipeline.Steps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * Lands what routes poll, and lets routes ask for the steps of a run: in the project's own routes and in any other Camel
 * application, where the component opens a project's pipeline itself. Safe to use from many threads.
 */
@Component("caravan")
public final class CaravanComponent extends DefaultComponent {
    private Optional<OwnSteps> own = Optional.empty();

    @Metadata(defaultValue = ".")
    private String project = ".";

    @Metadata
    private String environment;

    @Metadata(label = "advanced")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CaravanEndpoint endpoint = new CaravanEndpoint(uri, this, Operations.named(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The steps that the application has bound, or those of the project that this component opens when first asked. */
    synchronized Steps steps() {
        Steps bound = getCamelContext().getRegistry().findSingleByType(Steps.class);
        if (bound != null) {
            return bound;
        }
        if (own.isEmpty()) {
            own = Optional.of(OwnSteps.open(project, Optional.ofNullable(environment), settings));
        }
        return own.get();
    }

    @Override
    protected void doStop() throws Exception {
        synchronized (this) {
            own.ifPresent(OwnSteps::close);
            own = Optional.empty();
        }
        super.doStop();
    }

    public String getProject() {
        return project;
    }

    /**
     * The directory of the project whose pipeline the endpoints run: the one that holds models/, routes/, migrations/ and
     * environments/. By default the directory in which the process was started. It has no effect where the application
     * has bound a pipeline to the registry.
     */
    public void setProject(String project) {
        this.project = project;
    }

    public String getEnvironment() {
        return environment;
    }

    /**
     * The environment of the project, a file environments/NAME.properties. By default the one that the process variable
     * CARAVAN_ENV names, else demo. It has no effect where the application has bound a pipeline to the registry.
     */
    public void setEnvironment(String environment) {
        this.environment = environment;
    }

    public Map<String, String> getSettings() {
        return settings;
    }

    /**
     * Properties that are set over the environment's own, such as warehouse.url, as the command line's --set does. By
     * default none.
     */
    public void setSettings(Map<String, String> settings) {
        this.settings = settings;
    }
}
