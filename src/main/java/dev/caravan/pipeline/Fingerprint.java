package dev.caravan.pipeline;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.landing.Sha256;
import dev.caravan.run.Readers;
import java.util.Optional;

/** Tells whether a node would be run as it was: another fingerprint means another select, configuration or reader. */
final class Fingerprint {
    private Fingerprint() {}

    /** The SHA-256 of all that a node is run by; none where a node is not run. */
    static Optional<String> of(Node node, Readers readers) {
        if (node instanceof Model model) {
            String increment = model.incrementalSelect()
                    .map(select -> "\n-- increment\n" + select.sql())
                    .orElse("");
            return Optional.of(Sha256.of(
                    model.sql() + increment + "\n-- config\n" + model.config() + "\n-- readers\n" + readers.of(model)));
        }
        return node instanceof DataTest test ? Optional.of(Sha256.of(test.sql())) : Optional.empty();
    }
}
