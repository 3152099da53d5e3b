package dev.caravan.cli;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks a person before money or data are at stake. */
final class Confirmation {
    private final Terminal terminal;
    private final Supplier<Optional<String>> line;

    /** @param line what the person types; nothing at the end of the input */
    Confirmation(Terminal terminal, Supplier<Optional<String>> line) {
        this.terminal = terminal;
        this.line = line;
    }

    static Confirmation of(Terminal terminal) {
        return new Confirmation(terminal, () -> Optional.ofNullable(System.console())
                .flatMap(console -> Optional.ofNullable(console.readLine())));
    }

    /**
     * @param word what has to be typed, letter by letter
     * @throws CaravanException where nobody is there to ask, or who is there says no
     */
    void ask(String command, String word, boolean yes) {
        if (yes) {
            return;
        }
        if (!terminal.live()) {
            throw new CaravanException(Problem.at(
                    command, "nobody is there to be asked", "Give --yes, or --dry-run to see what it would do."));
        }
        terminal.err().print("Type " + terminal.bold(word) + " to go on: ");
        terminal.err().flush();
        if (line.get().map(String::strip).filter(word::equals).isEmpty()) {
            throw new CaravanException(Problem.at(command, "was not confirmed; nothing is changed", ""));
        }
    }
}
