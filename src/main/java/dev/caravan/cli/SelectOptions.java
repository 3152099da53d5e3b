package dev.caravan.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which nodes of the graph a command is about. */
final class SelectOptions {
    @Option(
            names = {"--select", "-s"},
            paramLabel = "SELECTOR",
            arity = "1..*",
            description = {
                "Nodes by name, tag:NAME, path (models/star), source:raw.coins; +NAME with all before it, NAME+ with all"
                        + " after it, 2+NAME+1 so far; A,B where both hold. All unless given."
            })
    private List<String> select = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "SELECTOR",
            arity = "1..*",
            description = "Nodes to leave out of what is selected.")
    private List<String> exclude = new ArrayList<>();

    List<String> select() {
        return List.copyOf(select);
    }

    List<String> exclude() {
        return List.copyOf(exclude);
    }
}
