package dev.caravan.cli;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.graph.NodeId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "compile",
        description = "Checks every model and writes its SQL below target/caravan; prints that of selected ones.",
        mixinStandardHelpOptions = true)
final class CompileCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private SelectOptions selection = new SelectOptions();

    CompileCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.quietly(caravan -> {
                Manifest manifest = caravan.compile();
                if (!selection.select().isEmpty()) {
                    for (NodeId id : manifest.select(selection.select(), selection.exclude())) {
                        if (manifest.node(id) instanceof Model model) {
                            print(model.path(), model.sql());
                        } else if (manifest.node(id) instanceof Analysis analysis) {
                            print(analysis.path(), analysis.sql());
                        }
                    }
                }
                shell.terminal()
                        .err()
                        .println("compiled " + manifest.models().size() + " models, "
                                + manifest.tests().size() + " tests and "
                                + manifest.analyses().size() + " analyses");
                return 0;
            });
        }
    }

    private void print(String path, String sql) {
        shell.terminal().out().println("-- " + path + "\n" + sql + "\n");
    }
}
