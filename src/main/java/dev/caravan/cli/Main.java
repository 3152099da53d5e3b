package dev.caravan.cli;

import dev.caravan.project.CaravanException;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where the process begins. */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        System.exit(execute(Terminal.ofProcess(environment), environment, Clock.systemUTC(), arguments));
    }

    /** Runs one command and gives the exit code: 0 all good, 1 something failed, 2 wrong usage. */
    static int execute(Terminal terminal, Map<String, String> processEnvironment, Clock clock, String... arguments) {
        Shell shell = new Shell(terminal, processEnvironment, clock);
        CommandLine line = new CommandLine(new CaravanCommand(), new CommandFactory(shell))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(terminal.live())
                .setParameterExceptionHandler((problem, words) -> wrongUsage(terminal, problem))
                .setExecutionExceptionHandler((problem, command, result) -> failed(shell, problem, result));
        return line.execute(arguments);
    }

    private static int wrongUsage(Terminal terminal, ParameterException problem) {
        terminal.err().println(terminal.red(Printable.lines(problem.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, terminal.err())) {
            terminal.err()
                    .println("    See "
                            + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
        }
        return WRONG_USAGE;
    }

    private static int failed(Shell shell, Exception problem, ParseResult result) {
        if (problem instanceof CaravanException caravan) {
            shell.print(caravan.problems());
            return FAILED;
        }
        shell.printDefect(problem, result.originalArgs());
        return FAILED;
    }
}
