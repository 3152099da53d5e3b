package dev.caravan.migrate;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.StandardLockService;
import liquibase.statement.core.RawParameterizedSqlStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks by an advisory lock of the session beside Liquibase's row. The server frees the first when the connection ends,
 * however it ends; so a row that stands while the advisory lock is free was left by a killed process, and is freed too.
 */
public final class PostgresLockService extends StandardLockService {
    private static final Logger log = LoggerFactory.getLogger(PostgresLockService.class);
    // Two numbers, so that nobody else's lock of this database has the same key by chance: "cara" and "vanm" in ASCII.
    private static final String KEY = "1667330657, 1986096749";

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(Database database) {
        return database.getClass().equals(PostgresDatabase.class);
    }

    @Override
    public boolean acquireLock() throws LockException {
        if (hasChangeLogLock()) {
            return true;
        }
        try {
            if (!ask("case when pg_try_advisory_lock(" + KEY + ") then 1 else 0 end")) {
                return false;
            }
            init();
            for (DatabaseChangeLogLock left : listLocks()) {
                log.warn(
                        "freed the migration lock of {} since {}: its process ended",
                        left.getLockedBy(),
                        left.getLockGranted());
                super.releaseLock();
            }
            return super.acquireLock();
        } catch (DatabaseException e) {
            throw new LockException(e);
        }
    }

    @Override
    public void releaseLock() throws LockException {
        try {
            super.releaseLock();
        } finally {
            unlock();
        }
    }

    private void unlock() throws LockException {
        try {
            // Not asked where this session holds none: the server would warn.
            ask("(select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
                    + " and classid = 1667330657 and objid = 1986096749 and pg_advisory_unlock(" + KEY + "))");
        } catch (DatabaseException e) {
            throw new LockException(e);
        }
    }

    private boolean ask(String expression) throws DatabaseException {
        Executor executor =
                Scope.getCurrentScope().getSingleton(ExecutorService.class).getExecutor("jdbc", database);
        return executor.queryForInt(new RawParameterizedSqlStatement("select " + expression)) > 0;
    }
}
