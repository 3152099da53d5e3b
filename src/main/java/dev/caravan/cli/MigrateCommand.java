package dev.caravan.cli;

import dev.caravan.pipeline.Caravan;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Brings the warehouse's tables up to the migrations.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @ArgGroup
    private Instead instead = new Instead();

    /** What to do in place of applying everything that is pending. */
    private static final class Instead {
        @Option(names = "--status", description = "Lists the changesets that are pending.")
        private boolean status;

        @ArgGroup(exclusive = false)
        private Script script;

        @Option(names = "--to", paramLabel = "TAG", description = "Applies changesets up to a tag.")
        private String tag;

        @Option(names = "--rollback", paramLabel = "N", description = "Takes back the last N changesets.")
        private Integer rollback;
    }

    private static final class Script {
        @Option(
                names = "--sql",
                required = true,
                description =
                        "Prints every migration as SQL, from an empty warehouse on. Asks no warehouse and runs nothing.")
        private boolean sql;

        @Option(
                names = "--pending",
                description = "With --sql: asks the warehouse, and prints what would run there now.")
        private boolean pending;
    }

    MigrateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            if (instead.status || instead.script != null) {
                return session.quietly(this::print);
            }
            if (instead.tag != null) {
                return session.summarized(caravan -> caravan.migrateTo(instead.tag));
            }
            if (instead.rollback != null) {
                return session.summarized(caravan -> caravan.rollback(instead.rollback));
            }
            return session.summarized(Caravan::migrate);
        }
    }

    private int print(Caravan caravan) {
        if (instead.script != null) {
            String script = instead.script.pending ? caravan.pendingMigrationSql() : caravan.migrationSql();
            shell.terminal().out().println(script.stripTrailing());
            return 0;
        }
        var pending = caravan.pendingMigrations();
        pending.forEach(shell.terminal().out()::println);
        shell.terminal().err().println(pending.isEmpty() ? "nothing is pending" : pending.size() + " pending");
        return 0;
    }
}
