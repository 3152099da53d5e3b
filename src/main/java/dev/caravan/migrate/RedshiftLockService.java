package dev.caravan.migrate;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.StandardLockService;
import liquibase.structure.core.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks by a table lock beside Liquibase's row. Redshift has no advisory locks, and shows a user no session of another user
 * by which a process could be known as dead; but it frees a table lock when the transaction that holds it ends, and ends the
 * transaction with its connection. So a second connection holds {@code migration_guard} in an open transaction; a row
 * that stands while the guard is free was left by a killed process, and is freed. Any owner of the table may lock it, on a
 * cluster and on a serverless workgroup.
 */
public final class RedshiftLockService extends StandardLockService {
    static final String DATA_SOURCE = "caravan.dataSource";

    private static final Logger log = LoggerFactory.getLogger(RedshiftLockService.class);

    private Optional<TableGuard> guard = Optional.empty();

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(Database database) {
        return database instanceof RedshiftDatabase;
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
            guard = TableGuard.take(
                    Scope.getCurrentScope().get(DATA_SOURCE, DataSource.class),
                    database.escapeObjectName(database.getLiquibaseSchemaName(), Schema.class) + ".migration_guard");
            return guard.isPresent() && rowTaken();
        } catch (SQLException e) {
            throw new LockException(e);
        }
    }

    @Override
    public void releaseLock() throws LockException {
        try {
            super.releaseLock();
        } finally {
            freeGuard();
        }
    }

    private boolean rowTaken() throws LockException {
        boolean taken = false;
        try {
            // A transaction that began before the guard was free does not see what its last holder did.
            database.rollback();
            init();
            for (DatabaseChangeLogLock left : listLocks()) {
                log.warn(
                        "freed the migration lock of {} since {}: its process ended",
                        left.getLockedBy(),
                        left.getLockGranted());
                super.releaseLock();
            }
            taken = super.acquireLock();
            return taken;
        } catch (DatabaseException e) {
            throw new LockException(e);
        } finally {
            if (!taken) {
                freeGuard();
            }
        }
    }

    private void freeGuard() throws LockException {
        try {
            if (guard.isPresent()) {
                guard.get().free();
            }
        } catch (SQLException e) {
            throw new LockException(e);
        } finally {
            guard = Optional.empty();
        }
    }
}
