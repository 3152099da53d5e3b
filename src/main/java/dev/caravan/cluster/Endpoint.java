package dev.caravan.cluster;

import java.util.Optional;

/**
 * Where a warehouse answers.
 *
 * @param secretArn of the administrator's user and password in Secrets Manager, which Redshift keeps itself
 */
record Endpoint(String host, int port, Optional<String> secretArn) {

    /** What has one, once it is made. */
    interface Source {
        Optional<Endpoint> endpoint();
    }
}
