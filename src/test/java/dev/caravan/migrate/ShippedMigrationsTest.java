package dev.caravan.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.standin.RedshiftExtension;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The migrations of this repository run on every warehouse, and back. */
class ShippedMigrationsTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @TempDir
    Path directory;

    @Test
    void runOnDuckDbAndBack() {
        try (Warehouse warehouse = TestWarehouse.shipped("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"))) {
            runAndBack(warehouse);
        }
    }

    @Test
    void runOnPostgresAndBack() throws IOException {
        try (Warehouse warehouse = TestWarehouse.shipped(TestPostgres.start().createDatabase())) {
            runAndBack(warehouse);
        }
    }

    @Test
    void runOnRedshiftAndBack() {
        try (Warehouse warehouse = TestWarehouse.shipped(REDSHIFT.standIn().jdbcUrl())) {
            runAndBack(warehouse);
        }
    }

    @Test
    void everyTableOfRedshiftSaysHowItIsKept() throws SQLException {
        try (Warehouse warehouse = TestWarehouse.shipped(REDSHIFT.standIn().jdbcUrl())) {
            new Migrator(TestWarehouse.SHIPPED, warehouse, "redshift").update();
        }

        assertThat(
                        REDSHIFT.rows(
                                """
                        select schema_name || '.' || columns.table_name, coalesce(max(diststyle), 'AUTO'),
                            coalesce(max(case when columns.sortkey = 1 then column_name end), ''),
                            sum(case when encoding = 'zstd' then 1 else 0 end)
                        from svv_redshift_columns as columns
                        left join pg_standin.table_attribute as attributes
                            on attributes.relation = (schema_name || '."' || columns.table_name || '"')::regclass
                        where schema_name in ('caravan', 'raw', 'star') and columns.table_name not like '%migration%'
                            and columns.table_name not like 'databasechange%'
                        group by 1
                        order by 1
                        """))
                .containsExactly(
                        "caravan.ledger|ALL|extracted_at|0",
                        "caravan.node_result|AUTO|run_id|0",
                        "caravan.run|AUTO|started_at|0",
                        "raw.coins|EVEN|batch_id|17",
                        "raw.exchange_details|EVEN|batch_id|5",
                        "raw.exchanges|EVEN|batch_id|15",
                        "raw.global|EVEN|batch_id|12",
                        "raw.history|EVEN|batch_id|13",
                        "raw.markets|EVEN|batch_id|10",
                        "star.bridge_coin|ALL|symbol|0",
                        "star.dim_coin|ALL|batch_id|0",
                        "star.dim_date|ALL|date_day|0",
                        "star.dim_exchange|ALL|name|0",
                        "star.dim_series|ALL|symbol|0",
                        "star.fct_coin_snapshots|KEY(coin_id)|extracted_at|1",
                        "star.fct_market_quotes|KEY(coin_id)|quoted_at|4",
                        "star.fct_ohlcv|KEY(symbol)|opened_at|4");
    }

    private static void runAndBack(Warehouse warehouse) {
        Migrator migrator = new Migrator(TestWarehouse.SHIPPED, warehouse, "any");
        List<Changeset> pending = migrator.status();

        List<Changeset> applied = migrator.update();
        migrator.rollback(applied.size());

        assertThat(applied).isNotEmpty().isEqualTo(pending);
        assertThat(migrator.status()).isEqualTo(pending);
    }
}
