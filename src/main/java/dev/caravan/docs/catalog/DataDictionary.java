package dev.caravan.docs.catalog;

import dev.caravan.compile.Manifest;
import java.util.Optional;

/** All nodes of a project, for people to look up. Immutable, safe to share; made anew when something was seen. */
public final class DataDictionary {
    private final Manifest manifest;
    private final Observations observations;

    public DataDictionary(Manifest manifest, Observations observations) {
        this.manifest = manifest;
        this.observations = observations;
    }

    public NodeList list() {
        throw new UnsupportedOperationException(manifest + "" + observations);
    }

    /** @return nothing where no node has the id; ids come from outside */
    public Optional<NodeDetail> find(String id) {
        throw new UnsupportedOperationException(id);
    }
}
