package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** One command, run in this process on no terminal, and what it left there. */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false);
        int exitCode = Main.execute(terminal, Map.of(), Clock.systemUTC(), words.toArray(String[]::new));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** Itself, where it ended well. */
    CommandRun succeeded() {
        assertThat(exitCode).as(err + out).isZero();
        return this;
    }

    /** All that a person sees. */
    String shown() {
        return out + err;
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
