package dev.caravan.compile;

import dev.caravan.project.Place;
import dev.caravan.project.Suggestion;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModelException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what FreeMarker says in a person's words, at the line of the template or macro it is about. */
final class TemplateProblems {
    private static final Pattern UNEXPECTED = Pattern.compile("^Encountered (\"[^\\n]*?\"),? but ");
    private static final Pattern UNCLOSED = Pattern.compile("You have an unclosed ([#@]\\S+)\\.");
    private static final Pattern INCLUDED =
            Pattern.compile("^Template (?:inclusion|importing) failed \\(for parameter value (\".*?\")\\)");
    private static final Pattern JAVA =
            Pattern.compile("^(?:Can't use (\\?api)\\b|Instantiating (\\S+) is not allowed)");
    private static final Pattern JAVA_TYPE = Pattern.compile(" \\(wrapper: [^)]*\\)");
    private static final Pattern BLAMED = Pattern.compile("(?m)^==> (.*?)\\s+\\[in [^\\n]*]$");

    private final Problems problems;

    TemplateProblems(Problems problems) {
        this.problems = problems;
    }

    /** The line that is being rendered in this thread, in whichever file it stands. */
    static Place here() {
        // an exception knows where it was made; nothing else of FreeMarker tells a function that
        return place(new TemplateModelException(), Place.of("models"));
    }

    void add(ParseException e, SourceFile file) {
        Place place = new Place(file.path(), Math.max(0, e.getLineNumber()));
        String message = e.getEditorMessage();
        Matcher unexpected = UNEXPECTED.matcher(message);
        Matcher unclosed = UNCLOSED.matcher(message);
        if (unexpected.find()) {
            // what the parser would take instead is a list of its own token names
            problems.add(
                    place,
                    unexpected.group(1) + " is not expected here",
                    "A value, a name or a closing mark is missing before it.");
        } else if (unclosed.find()) {
            String directive = unclosed.group(1);
            problems.add(place, "ends while " + directive + " is open", "Close it with </" + directive + ">.");
        } else {
            String[] told = split(message);
            problems.add(place, told[0], told[1]);
        }
    }

    void add(TemplateException e, SourceFile file, Collection<String> known) {
        if (e instanceof InvalidReferenceException && e.getBlamedExpressionString() != null) {
            String name = e.getBlamedExpressionString();
            problems.add(
                    place(e, file.place()),
                    "\"" + name + "\" is not defined",
                    Suggestion.didYouMean(
                            name,
                            known,
                            "Macros and functions come from models/macros/*.ftl; a value that may be "
                                    + "missing is written as " + name + "!\"default\"."));
            return;
        }
        String[] message = refused(String.valueOf(e.getMessageWithoutStackTop()))
                .orElseGet(() -> split(e.getMessageWithoutStackTop()));
        problems.add(place(e, file.place()), message[0], message[1]);
    }

    /** What the language keeps from templates on purpose. */
    private static Optional<String[]> refused(String message) {
        Matcher included = INCLUDED.matcher(message);
        if (included.find()) {
            return Optional.of(new String[] {
                "includes " + included.group(1),
                "Macros of models/macros/*.ftl are known without that; no other file can be read."
            });
        }
        Matcher java = JAVA.matcher(message);
        if (java.find()) {
            String asked = Optional.ofNullable(java.group(1)).orElseGet(() -> java.group(2));
            return Optional.of(new String[] {
                "asks for \"" + asked + "\"", "Templates know texts, numbers, booleans and lists, and nothing of Java."
            });
        }
        return Optional.empty();
    }

    private static Place place(TemplateException e, Place otherwise) {
        if (e.getTemplateSourceName() == null || e.getLineNumber() == null) {
            return otherwise;
        }
        return new Place(e.getTemplateSourceName(), e.getLineNumber());
    }

    /** The first line without its full stop, and the rest. */
    private static String[] split(String message) {
        String text = Optional.ofNullable(message).orElse("cannot be rendered").strip();
        // the tips of FreeMarker speak to programmers who own a data model
        int tips = text.indexOf("\n\n----");
        String told =
                JAVA_TYPE.matcher(tips < 0 ? text : text.substring(0, tips)).replaceAll("");
        told = BLAMED.matcher(told).replaceAll("The expression is $1");
        int end = told.indexOf('\n');
        String first = end < 0 ? told : told.substring(0, end);
        String what = first.strip().replaceFirst("[.:]$", "");
        boolean lower = what.length() > 1 && Character.isLowerCase(what.charAt(1));
        return new String[] {
            lower ? what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1) : what,
            end < 0 ? "" : told.substring(end).strip()
        };
    }
}
