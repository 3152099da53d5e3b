package dev.caravan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "query",
        description = "Prints the result of a SQL query; changes nothing.",
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Parameters(paramLabel = "SQL", description = "One query.")
    private String sql;

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            defaultValue = "table",
            description = "How rows are printed (table).")
    private ResultPrinter.Format format;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Prints at most N rows (1000 as a table, else no limit).")
    private Long limit;

    QueryCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.quietly(caravan -> {
                ResultPrinter printer = ResultPrinter.of(format, shell.terminal());
                long most = limit == null ? format.mostRows() : limit;
                caravan.query(sql, most, printer);
                printer.end(most);
                return 0;
            });
        }
    }
}
