package dev.caravan.run;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Select;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled select and the file in which a person finds it.
 *
 * @param path the file of the model or test
 * @param compiledPath where the select lies below {@code target/caravan}
 */
record CompiledSelect(String path, String compiledPath, Select select) {
    // DuckDB and PostgreSQL show the line of the statement, "LINE 4: select …", with a caret below it
    private static final Pattern LINE = Pattern.compile("(?m)^LINE (\\d{1,9}):([^\\n]*\\n)?");
    // PostgreSQL's and Redshift's drivers give the character of the statement instead, from 1
    private static final Pattern POSITION = Pattern.compile("(?m)^\\s*Position: (\\d{1,9})\\s*$");

    static CompiledSelect of(Model model) {
        return new CompiledSelect(model.path(), model.compiledPath(), model.select());
    }

    /** Of what is new, where the model asks for that. */
    static CompiledSelect ofIncrement(Model model) {
        return model.incrementalSelect()
                .map(select -> new CompiledSelect(model.path(), model.compiledIncrementalPath(), select))
                .orElseGet(() -> of(model));
    }

    static CompiledSelect of(DataTest test) {
        return new CompiledSelect(test.path(), test.compiledPath(), test.select());
    }

    /** Of what is new, where the test keeps to that. */
    static CompiledSelect ofNewRows(DataTest test) {
        return test.newRowsSelect()
                .map(select -> new CompiledSelect(test.path(), test.compiledNewRowsPath(), select))
                .orElseGet(() -> of(test));
    }

    String sql() {
        return select.sql();
    }

    /** Runs work whose failure is told with the file of the select, and with its line where the database says one. */
    <T> T run(String statement, Supplier<T> work) {
        try {
            return work.get();
        } catch (CaravanException e) {
            throw new CaravanException(problem(e.problems().get(0), statement), e);
        }
    }

    private Problem problem(Problem told, String statement) {
        int before = linesBefore(statement);
        String message = (told.what() + "\n" + told.remedy()).strip();
        int line = line(message, statement, before);
        String ours = LINE.matcher(message).replaceAll(match -> renumbered(match, before));
        List<String> lines = new ArrayList<>(ours.lines().toList());
        String what = lines.remove(0);
        lines.removeIf(text -> text.isBlank() || POSITION.matcher(text).matches());
        lines.add(0, "The statement is made of target/caravan/" + compiledPath + (line > 0 ? ":" + line : "") + ".");
        return Problem.at(path, what, String.join("\n", lines));
    }

    /** 0 where the database tells none, or one outside of the select. */
    private int line(String message, String statement, int before) {
        Matcher line = LINE.matcher(message);
        if (line.find()) {
            return within(Integer.parseInt(line.group(1)) - before);
        }
        Matcher position = POSITION.matcher(message);
        if (!position.find()) {
            return 0;
        }
        int end = Math.min(Integer.parseInt(position.group(1)) - 1, statement.length());
        return within(lineBreaks(statement.substring(0, end)) + 1 - before);
    }

    private int within(int line) {
        return line >= 1 && line <= lineBreaks(sql()) + 1 ? line : 0;
    }

    /** The caret in the next line goes on standing below its letter. */
    private String renumbered(MatchResult match, int before) {
        int line = within(Integer.parseInt(match.group(1)) - before);
        if (line == 0) {
            return Matcher.quoteReplacement(match.group());
        }
        String number = String.valueOf(line);
        int wider = number.length() - match.group(1).length();
        String quoted = Optional.ofNullable(match.group(2))
                .map(text -> text + " ".repeat(Math.max(0, wider)))
                .orElse("");
        return Matcher.quoteReplacement("LINE " + " ".repeat(Math.max(0, -wider)) + number + ":" + quoted);
    }

    /** Less than nothing where the statement is itself a piece of the select, as an id set is. */
    private int linesBefore(String statement) {
        int start = statement.indexOf(sql());
        return start < 0
                ? -lineBreaks(sql().substring(0, Math.max(0, sql().indexOf(statement))))
                : lineBreaks(statement.substring(0, start));
    }

    private static int lineBreaks(String text) {
        return (int) text.chars().filter(letter -> letter == '\n').count();
    }
}
