package dev.caravan.cli;

import dev.caravan.cluster.ClusterProgress;
import java.time.Duration;
import java.util.Locale;

/** One line as each thing begins and ends, and one a minute while AWS takes its time. */
final class ClusterLines implements ClusterProgress {
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final Terminal terminal;
    private String waitedFor = "";
    private Duration told = Duration.ZERO;

    ClusterLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void began(String action, String thing) {
        line(action, thing, "");
    }

    @Override
    public void waits(String thing, String because, Duration waited) {
        String reason = thing + ": " + because;
        if (reason.equals(waitedFor) && waited.minus(told).compareTo(BETWEEN_LINES) < 0) {
            return;
        }
        waitedFor = reason;
        told = waited;
        line(terminal.yellow("wait"), thing, (because.isEmpty() ? "" : because + ", ") + waited.toSeconds() + " s");
    }

    @Override
    public void reached(String thing, String detail) {
        line(terminal.green("ok"), thing, detail);
    }

    private void line(String word, String thing, String detail) {
        // colours have a length that nobody sees
        int width = 8 + word.length() - word.replaceAll("\033\\[\\d+m", "").length();
        terminal.err()
                .println(String.format(Locale.ROOT, "%-" + width + "s", word) + " " + thing
                        + (detail.isEmpty() ? "" : terminal.faint(", " + detail)));
    }
}
