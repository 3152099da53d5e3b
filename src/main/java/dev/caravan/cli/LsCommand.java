package dev.caravan.cli;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "ls", description = "Lists nodes of the graph.", mixinStandardHelpOptions = true)
final class LsCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private SelectOptions selection = new SelectOptions();

    @Option(
            names = "--output",
            paramLabel = "name|path|id",
            defaultValue = "id",
            description = "What is printed of each (id).")
    private Output output;

    /** What a line says. */
    private enum Output {
        name,
        path,
        id;

        String of(Node node) {
            return switch (this) {
                case name -> node.name();
                case path -> node.path();
                case id -> node.id().value();
            };
        }
    }

    LsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.quietly(caravan -> {
                Manifest manifest = caravan.compile();
                manifest.select(selection.select(), selection.exclude())
                        .forEach(id -> shell.terminal().out().println(output.of(manifest.node(id))));
                return 0;
            });
        }
    }
}
