package dev.caravan.cli;

import dev.caravan.s3.S3Server;
import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresMainJobTest extends MainJobContract {
    @RegisterExtension
    static final S3Server S3 = new S3Server();

    @Override
    List<String> warehouse() throws IOException {
        return List.of("warehouse.url=" + TestPostgres.start().createDatabase(), "warehouse.user=caravan");
    }

    @Override
    List<String> landing() {
        return List.of(
                "landing.uri=s3://" + S3.newBucket() + "/main-job",
                "landing.s3.endpoint=" + S3.endpoint(),
                "landing.s3.access-key-id=anyone",
                "landing.s3.secret-access-key=anything");
    }
}
