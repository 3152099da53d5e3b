package dev.caravan.migrate;

import liquibase.changelog.StandardChangeLogHistoryService;
import liquibase.database.Database;

/** Asks for Liquibase's table of changesets in a way that DuckDB's transactions survive. */
public final class DuckDbChangeLogHistory extends StandardChangeLogHistoryService {
    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(Database database) {
        return database instanceof DuckDbDatabase;
    }

    @Override
    public boolean hasDatabaseChangeLogTable() {
        return OwnTables.exists(getDatabase(), getDatabaseChangeLogTableName());
    }
}
