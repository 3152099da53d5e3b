package dev.caravan.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Keeps thousands of broken connections, each with its stack, out of the build's log. */
final class QuietLogs implements BeforeAllCallback, AfterAllCallback {
    private static final List<String> LOUD =
            List.of("com.zaxxer.hikari", "dev.caravan", "liquibase", "org.apache.camel", "com.amazon.redshift");

    @Override
    public void beforeAll(ExtensionContext context) {
        LOUD.forEach(name -> logger(name).setLevel(Level.OFF));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        LOUD.forEach(name -> logger(name).setLevel(null));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
