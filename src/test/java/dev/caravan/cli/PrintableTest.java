package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Names from outside on the terminal and in the log. */
class PrintableTest {
    /** A line break and what a line of the log looks like; the same with other ends of lines; a terminal told to wipe itself. */
    private static final List<String> HOSTILE = List.of(
            "coins\n2026-11-30T03:00:00.000Z ERROR forged",
            "coins\r\n2026-11-30T03:00:00.000Z ERROR forged",
            "coins\r2026-11-30T03:00:00.000Z ERROR forged",
            "coins\u00852026-11-30T03:00:00.000Z ERROR forged",
            "coins\u20282026-11-30T03:00:00.000Z ERROR forged",
            "\033[2J\033[1;1Hok",
            "\033]0;title\007",
            "\u202Esnioc",
            "co\u200Bins",
            "co\0ins",
            "co" + Character.toString(0xE0001) + "ins");

    @AfterEach
    void restoreTheLogOfTests() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(PrintableTest.class.getResource("/logback-test.xml"));
    }

    @Test
    void aWordStaysOnItsLine() {
        assertThat(HOSTILE).extracting(Printable::word).allMatch(PrintableTest::isHarmless);
        assertThat(Printable.word("Moonaï 🚀 Тоken\t\u202Ex\033[1m"))
                .isEqualTo("Moonaï 🚀 Тоken\\u0009\\u202ex\\u001b[1m");
    }

    @Test
    void linesBelowTheFirstAreIndented() {
        assertThat(Printable.lines("coins: is\nodd\r\n    Mend it.\n\tat dev.caravan\n\nend\r"))
                .isEqualTo("coins: is\n    odd\n    Mend it.\n\tat dev.caravan\n\n    end\\u000d");
    }

    @ParameterizedTest
    @EnumSource
    void noNameForgesALineOfTheLog(Logging.Format format) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new Logging().start(written, format, false, Level.INFO);

        HOSTILE.forEach(name -> LoggerFactory.getLogger("dev.caravan.test").warn("a field \"{}\" is new", name));
        LoggerFactory.getLogger("dev.caravan.test")
                .warn("failed", new IllegalStateException("answer\n2026-11-30T03:00:00.000Z ERROR forged"));

        String log = written.toString(StandardCharsets.UTF_8);
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("2026-11-30T03") || line.startsWith("\tforged"))
                .isEmpty();
        assertThat(log.lines().filter(line -> line.matches("[\\d{].*"))).hasSize(HOSTILE.size() + 1);
        assertThat(log).doesNotContain("\033", "\r", "\0", "\u0085", "\u2028", "\u202E", "\u200B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nok   build  forged", "a\r\nok   build  forged", "\033[2J"})
    void whatWasTypedIsShownAsItIs(String name) {
        for (List<String> words : List.of(
                List.of("ls", "--select", name),
                List.of("ls", name),
                List.of("ls", "--project", Path.of(name).toString()))) {
            CommandRun run = CommandRun.of(words);

            assertThat(run.exitCode()).isIn(1, 2);
            assertThat(run.shown().lines()).noneMatch(line -> line.startsWith("ok "));
            assertThat(run.shown()).doesNotContain("\033", "\r");
        }
    }

    private static boolean isHarmless(String printed) {
        return printed.lines().count() == 1 && printed.chars().noneMatch(Character::isISOControl);
    }
}
