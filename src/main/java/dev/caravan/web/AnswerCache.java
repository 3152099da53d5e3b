package dev.caravan.web;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers of one version of the data, the least asked for dropped first. Safe to use from many threads. */
final class AnswerCache {
    private static final int MOST_BYTES = 16 << 20;
    private static final int LARGEST_BYTES = 2 << 20;

    private final Map<String, Answer> answers = new LinkedHashMap<>(64, 0.75f, true);
    private String version = "";
    private long bytes;

    synchronized Optional<Answer> find(String asked, String question) {
        return asked.equals(version) ? Optional.ofNullable(answers.get(question)) : Optional.empty();
    }

    /** @param of the version of the data that it was made of */
    synchronized void keep(String of, String question, Answer answer) {
        if (!of.equals(version)) {
            answers.clear();
            bytes = 0;
            version = of;
        }
        if (answer.bytes().length > LARGEST_BYTES) {
            return;
        }
        Answer before = answers.put(question, answer);
        bytes += answer.bytes().length - (before == null ? 0 : before.bytes().length);
        Iterator<Answer> oldest = answers.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= oldest.next().bytes().length;
            oldest.remove();
        }
    }
}
