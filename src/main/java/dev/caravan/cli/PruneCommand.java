package dev.caravan.cli;

import dev.caravan.cli.TextTable.Align;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Pruned;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "prune",
        description = {
            "Deletes batches from the landing that are loaded, never one that the ledger does not know.",
            "With both rules a batch goes only where both let it. Rows in the warehouse and rejects stay."
        },
        mixinStandardHelpOptions = true)
final class PruneCommand implements Callable<Integer> {
    private static final List<String> UNITS = List.of("bytes", "KB", "MB", "GB");

    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Parameters(paramLabel = "DATASET", arity = "0..*", description = "Datasets; all unless given.")
    private List<String> datasets = List.of();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Deletes batches that were opened longer ago, such as 90d or 36h (retention.older-than).")
    private String olderThan;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Keeps the N newest batches of each dataset (retention.keep).")
    private Integer keep;

    @Option(names = "--dry-run", description = "Lists what would go, and deletes nothing.")
    private boolean dryRun;

    PruneCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (olderThan != null) {
            environment.set("retention.older-than", olderThan);
        }
        if (keep != null) {
            environment.set("retention.keep", keep.toString());
        }
        try (Session session = Session.open(shell, environment)) {
            return session.quietly(this::prune);
        }
    }

    private int prune(Caravan caravan) {
        List<Pruned> pruned = dryRun ? caravan.prunable(datasets) : caravan.prune(datasets);
        TextTable table = new TextTable(
                List.of("dataset", "batches", "size", "oldest", "newest"),
                List.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT, Align.LEFT));
        pruned.forEach(some -> table.add(List.of(
                some.dataset(),
                Lines.count(some.batches()),
                size(some.sizeBytes()),
                some.oldest().toString(),
                some.newest().toString())));
        if (!pruned.isEmpty()) {
            table.print(shell.terminal().out()::println);
            shell.terminal().out().println();
        }
        shell.terminal().out().println(verdict(pruned));
        return 0;
    }

    private String verdict(List<Pruned> pruned) {
        if (pruned.isEmpty()) {
            return "nothing to prune";
        }
        long batches = pruned.stream().mapToLong(Pruned::batches).sum();
        long bytes = pruned.stream().mapToLong(Pruned::sizeBytes).sum();
        String what = size(bytes) + " of " + Lines.count(batches) + (batches == 1 ? " batch" : " batches");
        return dryRun ? "would free " + what + "; nothing is deleted" : "freed " + what;
    }

    private static String size(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS.get(unit));
    }
}
