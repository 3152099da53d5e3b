package dev.caravan.warehouse.redshift;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.Environment;
import java.util.Optional;

/**
 * With what rights the cluster reads the landing.
 *
 * @param role the ARN of a role that may read the bucket, or {@code default} for the cluster's own
 * @param region of the bucket, where it is not the cluster's
 */
record RedshiftLoad(String role, Optional<String> region) {
    static final String ROLE = "load.iam-role";
    static final String REGION = "load.region";
    static final String DEFAULT_ROLE = "default";

    RedshiftLoad {
        requireNonNull(role, "role is null");
        requireNonNull(region, "region is null");
    }

    static RedshiftLoad of(Environment environment) {
        return new RedshiftLoad(environment.text(ROLE, DEFAULT_ROLE), environment.find(REGION));
    }
}
