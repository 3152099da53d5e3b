package dev.caravan.cli;

import dev.caravan.cluster.Plan;
import java.util.List;

/** A plan or a look at what is there, as a table, with its documents and its cost. */
final class PlanPrinter {
    private final Terminal terminal;

    PlanPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(String header, Plan plan) {
        TextTable table = new TextTable(
                List.of(header, "what", "detail"),
                List.of(TextTable.Align.LEFT, TextTable.Align.LEFT, TextTable.Align.LEFT));
        plan.lines().forEach(line -> table.add(List.of(line.action(), line.thing(), line.detail())));
        table.print(terminal.out()::println);
        for (Plan.Document document : plan.documents()) {
            terminal.out().println();
            terminal.out().println(document.title() + ":");
            terminal.out().println(document.json());
        }
        terminal.out().println();
        plan.cost().lines().forEach(terminal.out()::println);
        terminal.out().flush();
    }
}
