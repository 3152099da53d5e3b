package dev.caravan.cli;

import dev.caravan.docs.export.Address;
import dev.caravan.docs.powerbi.PowerBiProject;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.Warehouses;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "powerbi",
        description = "Writes a Power BI project: the star as a semantic model, and a report over it.",
        mixinStandardHelpOptions = true)
final class ExportPowerBiCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private ExportOptions options = new ExportOptions();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Caravan",
            description = "What the project and its files are called (Caravan).")
    private String name;

    ExportPowerBiCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9 _-]*")) {
            throw new CaravanException(Problem.at(
                    "--name",
                    "is \"" + name + "\", and files are called by it",
                    "Take letters, digits, blanks, _ and -."));
        }
        try (Session session = Session.open(shell, environment)) {
            return session.quietly(caravan -> {
                PowerBiProject powerBi = new PowerBiProject(
                        name,
                        caravan.star(),
                        Warehouses.dialect(session.environment()),
                        Address.of(session.environment(), session.project().root()));
                Path directory = options.write(session.project(), "powerbi", powerBi.files());
                shell.terminal()
                        .out()
                        .println("Open " + directory.resolve(name + ".pbip")
                                + " in Power BI Desktop; see docs/connect.md.");
                return 0;
            });
        }
    }
}
