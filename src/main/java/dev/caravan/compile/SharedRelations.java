package dev.caravan.compile;

import dev.caravan.project.Place;
import dev.caravan.sql.Relation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tells models that would fill the relation of another model, or a raw table that loading fills. */
final class SharedRelations {
    private SharedRelations() {}

    static void report(Collection<DraftModel> drafts, Collection<SourceProperties> sources, Problems problems) {
        Map<Relation, String> owners = new HashMap<>();
        sources.forEach(source -> owners.put(
                key(source.table().relation()), "source " + source.table().name()));
        for (DraftModel draft : drafts) {
            if (draft.isEphemeral()) {
                continue;
            }
            Place place = draft.file().source().place();
            String owner = owners.putIfAbsent(key(draft.relation()), place.name());
            if (owner != null) {
                problems.add(
                        place,
                        "fills " + draft.relation() + ", which is the relation of " + owner + " too",
                        "Give one of them another schema or alias.");
            }
        }
    }

    /** No warehouse tells names apart by their case alone. */
    private static Relation key(Relation relation) {
        return Relation.of(
                relation.schema().toLowerCase(Locale.ROOT),
                relation.identifier().toLowerCase(Locale.ROOT));
    }
}
