package dev.caravan.cli;

import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedshiftMainJobTest extends MainJobContract {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @Override
    List<String> warehouse() {
        return List.of("warehouse.url=" + REDSHIFT.standIn().jdbcUrl(), "warehouse.user=" + RedshiftStandIn.USER);
    }

    @Override
    List<String> landing() {
        return List.of(
                "landing.uri=s3://" + RedshiftExtension.BUCKET + "/main-job",
                "landing.s3.endpoint=" + REDSHIFT.s3Endpoint(),
                "landing.s3.access-key-id=anyone",
                "landing.s3.secret-access-key=anything");
    }
}
