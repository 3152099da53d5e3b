package dev.caravan.migrate;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caravan.project.Project;
import dev.caravan.sql.Dialect;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.InitializeDatabaseChangeLogLockTableStatement;

/**
 * Every migration of an environment as one script, from an empty warehouse on, for people to read before it runs. Asks no
 * warehouse; the same files give the same text.
 */
@SuppressWarnings("deprecation") // as in Migrator
public final class MigrationScript {
    // What changesets of one run have in common, in Liquibase's table; otherwise a number made of the time.
    private static final String DEPLOYMENT = "script";
    // Where Liquibase has another word for a warehouse than we have.
    private static final Map<String, String> DATABASE_TYPES = Map.of("postgres", "postgresql");

    private final QuietLiquibase liquibase;
    private final Dialect dialect;
    private final String environment;
    private final ReaderAccess readers;

    public MigrationScript(Project project, Dialect dialect, String environment, ReaderAccess readers) {
        this.liquibase = new QuietLiquibase(project, Map.of(Scope.Attr.deploymentId.name(), DEPLOYMENT));
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.environment = requireNonNull(environment, "environment is null");
        this.readers = requireNonNull(readers, "readers is null");
    }

    public String sql() {
        String type = DATABASE_TYPES.getOrDefault(dialect.name(), dialect.name());
        return liquibase.on(new ScriptConnection(type), (liquibase, record) -> {
            StringWriter script = new StringWriter();
            script.append("-- All migrations of the environment ")
                    .append(environment)
                    .append(", for ");
            script.append(dialect.name()).append(", from an empty warehouse on.\n\n");
            script.append("create schema if not exists ")
                    .append(dialect.quote(QuietLiquibase.SCHEMA))
                    .append(";\n\n");
            write(liquibase, script);
            return script.toString().stripTrailing() + "\n" + ofReaders(readers.statements());
        });
    }

    /** The end of a script that makes readers, too; empty where there are none to make. */
    static String ofReaders(List<String> statements) {
        return statements.isEmpty()
                ? ""
                : statements.stream()
                        .map(sql -> sql + ";\n")
                        .collect(joining("", "\n-- Who may read; leave out the making of those who are there\n", ""));
    }

    private void write(Liquibase liquibase, Writer script) throws LiquibaseException {
        Database database = liquibase.getDatabase();
        ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
        Executor writing = new LoggingExecutor(executors.getExecutor("jdbc", database), script, database);
        executors.setExecutor("jdbc", database, writing);
        writing.comment("The lock that lets one process migrate at a time");
        writing.execute(new CreateDatabaseChangeLogLockTableStatement());
        writing.execute(new InitializeDatabaseChangeLogLockTableStatement());
        liquibase.update(new Contexts(environment), new LabelExpression());
    }
}
