package dev.caravan.cluster;

import dev.caravan.cluster.ClusterSettings.Kind;

/**
 * What is paid for.
 *
 * @param nodeType empty for a workgroup
 * @param units nodes, or RPU of a workgroup's base capacity
 */
record Capacity(Kind kind, String nodeType, int units) {

    static Capacity wished(ClusterSettings settings) {
        return settings.isServerless()
                ? new Capacity(Kind.serverless, "", settings.baseCapacity())
                : new Capacity(Kind.provisioned, settings.nodeType(), settings.nodes());
    }

    @Override
    public String toString() {
        return kind == Kind.serverless ? units + " RPU" : units + " × " + nodeType;
    }
}
