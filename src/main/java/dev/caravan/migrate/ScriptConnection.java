package dev.caravan.migrate;

import liquibase.changelog.ChangeLogHistoryService;
import liquibase.database.Database;
import liquibase.database.OfflineConnection;

/** No connection: a database that stands empty and is only written about. Liquibase's own would keep a file beside. */
final class ScriptConnection extends OfflineConnection {
    ScriptConnection(String databaseType) {
        super("offline:" + databaseType, null);
    }

    @Override
    protected ChangeLogHistoryService createChangeLogHistoryService(Database database) {
        return new ScriptHistory(database);
    }
}
