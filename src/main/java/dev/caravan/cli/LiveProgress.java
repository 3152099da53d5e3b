package dev.caravan.cli;

import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.project.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What ended scrolls by; the last line says what is going on and is redrawn in place. */
final class LiveProgress implements Progress, AutoCloseable {
    private static final String ERASE_LINE = "\r\033[2K";
    // A line that wraps cannot be erased: what is too long for the terminal is cut off at its edge (DECAWM).
    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";
    private static final int REDRAW_MILLIS = 100;
    private static final int NAMES_SHOWN = 3;
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private final Terminal terminal;
    private final Clock clock;
    private final Instant start;
    private final Map<String, Step> going = new LinkedHashMap<>();
    private final ScheduledExecutorService redraw;
    private int ended;
    private int frame;

    LiveProgress(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        start = clock.instant();
        redraw = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        redraw.scheduleAtFixedRate(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void began(Step step, String name) {
        going.put(key(step, name), step);
    }

    @Override
    public synchronized void ended(StepResult result) {
        going.remove(key(result.step(), result.name()));
        ended++;
        if (PlainProgress.isWorthALine(result)) {
            terminal.err().print(ERASE_LINE);
            terminal.err().println(PlainProgress.line(terminal, result));
        }
    }

    @Override
    public synchronized void commandWaits(String command, Problem because) {
        terminal.err().print(ERASE_LINE);
        terminal.err().println(PlainProgress.waiting(terminal, because));
    }

    private synchronized void draw() {
        if (going.isEmpty()) {
            return;
        }
        String names = Printable.word(
                String.join(", ", going.keySet().stream().limit(NAMES_SHOWN).toList()));
        String more = going.size() > NAMES_SHOWN ? " and " + (going.size() - NAMES_SHOWN) + " more" : "";
        char spin = SPINNER.charAt(frame++ % SPINNER.length());
        terminal.err()
                .print(ERASE_LINE + NO_WRAP + spin + " "
                        + terminal.faint(
                                ended + " done, " + Lines.seconds(Duration.between(start, clock.instant())) + " s  ")
                        + names + more + WRAP);
        terminal.err().flush();
    }

    @Override
    public void close() {
        redraw.shutdownNow();
        synchronized (this) {
            terminal.err().print(ERASE_LINE);
            terminal.err().flush();
        }
    }

    private static String key(Step step, String name) {
        return step.name().toLowerCase(Locale.ROOT) + " " + name;
    }
}
