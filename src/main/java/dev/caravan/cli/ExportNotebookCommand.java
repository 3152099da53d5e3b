package dev.caravan.cli;

import dev.caravan.docs.export.Address;
import dev.caravan.docs.notebook.Notebook;
import dev.caravan.warehouse.Warehouses;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "notebook",
        description = "Writes a Jupyter notebook: the tables, a diagram, queries and pictures.",
        mixinStandardHelpOptions = true)
final class ExportNotebookCommand implements Callable<Integer> {
    private static final String FILE = "caravan.ipynb";

    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private ExportOptions options = new ExportOptions();

    ExportNotebookCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.quietly(caravan -> {
                Notebook notebook = new Notebook(
                        session.project(),
                        caravan.star(),
                        Warehouses.dialect(session.environment()),
                        Address.of(session.environment(), session.project().root()),
                        Optional.empty());
                Path directory =
                        options.write(session.project(), "notebook", new TreeMap<>(Map.of(FILE, notebook.text())));
                shell.terminal()
                        .out()
                        .println("Open " + directory.resolve(FILE) + " in JupyterLab; see docs/connect.md.");
                return 0;
            });
        }
    }
}
