package dev.caravan.cli;

import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedshiftBackfillTest extends BackfillContract {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @Override
    List<String> settings() {
        return List.of(
                "warehouse.url=" + REDSHIFT.standIn().jdbcUrl(),
                "warehouse.user=" + RedshiftStandIn.USER,
                "landing.uri=s3://" + RedshiftExtension.BUCKET + "/backfill",
                "landing.s3.endpoint=" + REDSHIFT.s3Endpoint(),
                "landing.s3.access-key-id=anyone",
                "landing.s3.secret-access-key=anything");
    }
}
