package dev.caravan.migrate;

import java.util.List;
import liquibase.Scope;
import liquibase.changelog.AbstractChangeLogHistoryService;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.executor.ExecutorService;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.statement.core.MarkChangeSetRanStatement;
import liquibase.statement.core.RemoveChangeSetRanStatusStatement;
import liquibase.statement.core.TagDatabaseStatement;

/** The changesets of a database that is only written about: nothing ran, and what runs is written down. */
final class ScriptHistory extends AbstractChangeLogHistoryService {
    // Above Liquibase's own for databases without a connection.
    private static final int PRIORITY = 1_000;

    private boolean begun;
    private int order;

    ScriptHistory(Database database) {
        setDatabase(database);
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public boolean supports(Database database) {
        return database == getDatabase();
    }

    @Override
    public void init() throws DatabaseException {
        if (!begun) {
            begun = true;
            write(new CreateDatabaseChangeLogTableStatement());
        }
    }

    @Override
    public List<RanChangeSet> getRanChangeSets() {
        return List.of();
    }

    @Override
    public void setExecType(ChangeSet changeSet, ExecType type) throws DatabaseException {
        write(new MarkChangeSetRanStatement(changeSet, type));
    }

    @Override
    public void removeFromHistory(ChangeSet changeSet) throws DatabaseException {
        write(new RemoveChangeSetRanStatusStatement(changeSet));
    }

    @Override
    public int getNextSequenceValue() {
        return ++order;
    }

    @Override
    public void tag(String tag) throws DatabaseException {
        write(new TagDatabaseStatement(tag));
    }

    @Override
    public boolean tagExists(String tag) {
        return false;
    }

    @Override
    public void clearAllCheckSums() {}

    @Override
    public void destroy() {}

    @Override
    public boolean isDatabaseChecksumsCompatible() {
        return true;
    }

    private void write(SqlStatement statement) throws DatabaseException {
        Scope.getCurrentScope()
                .getSingleton(ExecutorService.class)
                .getExecutor("jdbc", getDatabase())
                .execute(statement);
    }
}
