package dev.caravan.migrate;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.slf4j.LoggerFactory;

/** Hands what Liquibase tells to SLF4J at debug: what matters of it comes out as a result or a problem. */
final class Slf4jLogService extends AbstractLogService {

    @Override
    public int getPriority() {
        return PRIORITY_DEFAULT;
    }

    @Override
    public Logger getLog(@SuppressWarnings("rawtypes") Class type) {
        return new Slf4jLogger(LoggerFactory.getLogger(type));
    }

    @SuppressWarnings("try") // Liquibase declares its loggers closeable
    private static final class Slf4jLogger extends AbstractLogger {
        private final org.slf4j.Logger log;

        private Slf4jLogger(org.slf4j.Logger log) {
            this.log = log;
        }

        @Override
        public void log(Level level, String message, Throwable failure) {
            log.debug(message, failure);
        }
    }
}
