package dev.caravan.compile;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of templates as plain Java values; nothing else crosses from a template to us. */
final class TemplateValues {
    private TemplateValues() {}

    /** A {@link String}, {@link BigDecimal}, {@link Boolean}, or a {@link List} or {@link Map} of these. */
    static Object plain(TemplateModel model) throws TemplateModelException {
        if (model instanceof TemplateScalarModel text) {
            return text.getAsString();
        }
        if (model instanceof TemplateNumberModel number) {
            return new BigDecimal(number.getAsNumber().toString());
        }
        if (model instanceof TemplateBooleanModel flag) {
            return flag.getAsBoolean();
        }
        if (model instanceof TemplateSequenceModel sequence) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < sequence.size(); i++) {
                items.add(plain(sequence.get(i)));
            }
            return List.copyOf(items);
        }
        if (model instanceof TemplateHashModelEx hash) {
            Map<String, Object> map = new TreeMap<>();
            for (TemplateModelIterator keys = hash.keys().iterator(); keys.hasNext(); ) {
                String key = text(plain(keys.next()));
                map.put(key, plain(hash.get(key)));
            }
            return Collections.unmodifiableMap(map);
        }
        throw new TemplateModelException("only texts, numbers, booleans and lists can be given here");
    }

    /** As SQL would read it; a list only where {@link #texts} is asked for. */
    static String text(Object plain) throws TemplateModelException {
        if (plain instanceof List<?> || plain instanceof Map<?, ?>) {
            throw new TemplateModelException("a list is given where one text is wanted");
        }
        return plain instanceof BigDecimal number ? number.toPlainString() : plain.toString();
    }

    static List<String> texts(Object plain) throws TemplateModelException {
        if (!(plain instanceof List<?> list)) {
            return List.of(text(plain));
        }
        List<String> texts = new ArrayList<>();
        for (Object item : list) {
            texts.add(text(item));
        }
        return List.copyOf(texts);
    }
}
