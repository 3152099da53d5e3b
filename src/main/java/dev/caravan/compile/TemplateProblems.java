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

/** Tells what FreeMarker says in a person's words, at the line of the template or macro it is about. */
final class TemplateProblems {
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
        String[] message = split(e.getEditorMessage());
        problems.add(new Place(file.path(), Math.max(0, e.getLineNumber())), message[0], message[1]);
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
        String[] message = split(e.getMessageWithoutStackTop());
        problems.add(place(e, file.place()), message[0], message[1]);
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
        String told = tips < 0 ? text : text.substring(0, tips);
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
