package dev.caravan.migrate;

import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.StandardLockService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees a lock that a killed process left. A DuckDB file is open in one process at a time, so a lock that stands before
 * this one took any is nobody's.
 */
public final class DuckDbLockService extends StandardLockService {
    private static final Logger log = LoggerFactory.getLogger(DuckDbLockService.class);

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(Database database) {
        return database instanceof DuckDbDatabase;
    }

    @Override
    protected boolean isDatabaseChangeLogLockTableCreated(boolean askAgain) {
        return OwnTables.exists(database, database.getDatabaseChangeLogLockTableName());
    }

    @Override
    public boolean acquireLock() throws LockException {
        if (hasChangeLogLock()) {
            return true;
        }
        try {
            init();
            for (DatabaseChangeLogLock left : listLocks()) {
                log.warn(
                        "freed the migration lock of {} since {}: its process ended",
                        left.getLockedBy(),
                        left.getLockGranted());
                forceReleaseLock();
            }
        } catch (DatabaseException e) {
            throw new LockException(e);
        }
        return super.acquireLock();
    }
}
