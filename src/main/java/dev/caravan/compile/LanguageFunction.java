package dev.caravan.compile;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.ArrayList;
import java.util.List;

/** A function of the model language; checks how many arguments it is given and shows its signature where wrong. */
final class LanguageFunction implements TemplateMethodModelEx {
    private final String signature;
    private final int least;
    private final int most;
    private final Body body;

    /** What it does with its arguments, all plain values. */
    @FunctionalInterface
    interface Body {
        Object call(List<Object> arguments) throws TemplateModelException;
    }

    LanguageFunction(String signature, int least, int most, Body body) {
        this.signature = signature;
        this.least = least;
        this.most = most;
        this.body = body;
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List given) throws TemplateModelException {
        if (given.size() < least || given.size() > most) {
            throw new TemplateModelException(
                    signature + " is given " + given.size() + (given.size() == 1 ? " argument" : " arguments"));
        }
        List<Object> arguments = new ArrayList<>();
        try {
            for (Object model : given) {
                arguments.add(TemplateValues.plain((TemplateModel) model));
            }
            return body.call(arguments);
        } catch (TemplateModelException e) {
            throw new TemplateModelException(signature + ": " + e.getMessage(), e);
        }
    }
}
