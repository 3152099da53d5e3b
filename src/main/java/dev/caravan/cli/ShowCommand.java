package dev.caravan.cli;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Prints rows that a model selects.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Parameters(paramLabel = "MODEL", description = "The name of one model.")
    private String name;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "Prints at most N rows (10).")
    private long limit;

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            defaultValue = "table",
            description = "How rows are printed (table).")
    private ResultPrinter.Format format;

    ShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.quietly(caravan -> {
                Manifest manifest = caravan.compile();
                Model model = manifest.model(name)
                        .orElseThrow(() -> new CaravanException(
                                Problem.at("show", "there is no model \"" + name + "\"", "caravan ls lists them.")));
                ResultPrinter printer = ResultPrinter.of(format, shell.terminal());
                caravan.query(model.sql(), limit, printer);
                printer.end(limit);
                return 0;
            });
        }
    }
}
