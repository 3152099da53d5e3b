package dev.caravan.run;

import dev.caravan.compile.Node;

/** Hears of nodes while they run, from several threads at once. */
public interface RunListener {
    void started(Node node);

    void finished(NodeResult result);
}
