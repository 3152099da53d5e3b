package dev.caravan.docs.catalog;

import dev.caravan.compile.Node;
import java.util.Locale;

/** What a node of the pages is. */
public enum NodeKind {
    /** A place outside from which a source's rows come: an address of an API, files. Only pages know it. */
    ENDPOINT,
    SOURCE,
    MODEL,
    TEST,
    ANALYSIS;

    /** By dbt's word for it. */
    public static NodeKind of(Node node) {
        return valueOf(node.selectable().resourceType().toUpperCase(Locale.ROOT));
    }
}
