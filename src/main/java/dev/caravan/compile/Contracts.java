package dev.caravan.compile;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Selects whose columns can be known before anything is built: every model that no migration declares is written into
 * them, so they read sources and declared tables alone.
 */
final class Contracts {
    private final SortedMap<String, Rendered> rendered;
    private final CommonTables undeclared;

    private Contracts(SortedMap<String, Rendered> rendered, CommonTables undeclared) {
        this.rendered = rendered;
        this.undeclared = undeclared;
    }

    static Contracts of(
            ModelLanguage language, Names names, SortedMap<String, DraftModel> drafts, Map<String, Integer> positions) {
        Set<String> inlined = drafts.values().stream()
                .filter(draft -> !draft.config().declaredByMigration())
                .map(DraftModel::name)
                .collect(toSet());
        if (inlined.size() == drafts.size()) {
            return new Contracts(new TreeMap<>(), new CommonTables(Map.of(), positions));
        }
        Names inlining = names.inlining(inlined);
        SortedMap<String, Rendered> rendered = drafts.values().parallelStream()
                .map(draft -> Map.entry(draft.name(), Rendering.ofModel(language, inlining, draft.file(), false)))
                .filter(entry -> entry.getValue().isPresent())
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().get(), (one, other) -> one, TreeMap::new));
        Map<String, Rendered> bodies = rendered.entrySet().stream()
                .filter(entry -> inlined.contains(entry.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Contracts(rendered, new CommonTables(bodies, positions));
    }

    Optional<String> sqlOf(DraftModel draft) {
        if (!draft.config().declaredByMigration()) {
            return Optional.empty();
        }
        return Optional.ofNullable(rendered.get(draft.name()))
                .map(select ->
                        undeclared.writeInto(select.sql(), select.models()).sql());
    }
}
