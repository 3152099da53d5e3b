package dev.caravan.cli;

import dev.caravan.project.Problem;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What every command shares: the terminal, the log, the process environment, the clock. */
final class Shell {
    private final Terminal terminal;
    private final Map<String, String> processEnvironment;
    private final Clock clock;
    private final Logging logging = new Logging();

    Shell(Terminal terminal, Map<String, String> processEnvironment, Clock clock) {
        this.terminal = terminal;
        this.processEnvironment = Map.copyOf(processEnvironment);
        this.clock = clock;
    }

    Terminal terminal() {
        return terminal;
    }

    Map<String, String> processEnvironment() {
        return processEnvironment;
    }

    Clock clock() {
        return clock;
    }

    Logging logging() {
        return logging;
    }

    /** Where the log goes; standard error of the process. */
    OutputStream logStream() {
        return System.err;
    }

    void print(List<Problem> problems) {
        for (Problem problem : problems) {
            String[] lines = Printable.lines(logging.masked(problem.toString())).split("\n", 2);
            terminal.err().println(terminal.red(lines[0]));
            if (lines.length > 1) {
                terminal.err().println(lines[1]);
            }
        }
    }

    void printDefect(Exception problem, List<String> arguments) {
        terminal.err().println(terminal.red("caravan: this is a defect of Caravan, not of your project"));
        terminal.err()
                .println("    Please report it with the text below, and with what you ran: caravan "
                        + Printable.word(logging.masked(String.join(" ", arguments))));
        java.io.StringWriter trace = new java.io.StringWriter();
        problem.printStackTrace(new java.io.PrintWriter(trace));
        terminal.err().println(Printable.lines(logging.masked(trace.toString())));
    }
}
