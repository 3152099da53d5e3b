package dev.caravan.cluster;

import java.util.List;

/**
 * What a command would do, or what a look at everything showed.
 *
 * @param documents policies in JSON, for review before they are made
 */
public record Plan(String name, List<Line> lines, List<Document> documents, Cost cost) {

    /** @param action a verb that the command would do, or a state */
    public record Line(String action, String thing, String detail) {}

    public record Document(String title, String json) {}

    static final String KEEP = "keep";
    static final String GONE = "gone";

    public Plan {
        lines = List.copyOf(lines);
        documents = List.copyOf(documents);
    }

    public boolean changesNothing() {
        return lines.stream().allMatch(line -> List.of(KEEP, GONE).contains(line.action()));
    }
}
