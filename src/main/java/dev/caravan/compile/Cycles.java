package dev.caravan.compile;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.caravan.graph.NodeId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Tells models that read themselves in a circle, the whole path, one a line with its file. */
final class Cycles {
    private Cycles() {}

    static void report(SortedMap<String, DraftModel> drafts, Problems problems) {
        Map<NodeId, SourceFile> files = drafts.values().stream()
                .collect(toMap(DraftModel::id, draft -> draft.file().source()));
        ProjectCompiler.graph(drafts)
                .cycles()
                .forEach(cycle -> report(cycle.stream().map(files::get).toList(), problems));
    }

    private static void report(List<SourceFile> cycle, Problems problems) {
        SourceFile first = cycle.get(0);
        if (cycle.size() == 2) {
            problems.add(
                    first.place(),
                    "\"" + first.stem() + "\" refers to itself",
                    "Its own rows are ${this}, inside <#if is_incremental()>.");
            return;
        }
        problems.add(
                first.place(),
                "\"" + first.stem() + "\" depends on itself",
                cycle.stream()
                                .map(file -> file.stem() + " (" + file.path() + ")")
                                .collect(joining("\nreads ")) + "\nRemove one of these refs.");
    }
}
