package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People who read the star on a PostgreSQL server as a role of their own, while runs go on. */
@Timeout(300)
class ReadersTest {
    private static final int READERS = 100;
    /** Fewer than the server's 100, which the run needs some of; the others wait, as behind a pool. */
    private static final int CONNECTIONS = 40;

    @TempDir
    static Path scratch;

    private static String url;

    @BeforeAll
    static void start() throws IOException {
        TestPostgres server = TestPostgres.start();
        url = server.createDatabase();
        server.administer("alter role caravan createrole");
        run();
        server.administer("alter role reporter login");
    }

    @Test
    void theyReadTheStarAndNothingElse() throws SQLException {
        try (Connection reader = connect("reporter");
                Statement statement = reader.createStatement()) {
            assertThat(count(statement, "star.fct_coin_snapshots")).isPositive();
            assertThat(count(statement, "star.dim_coin")).isPositive();
            for (String refused : List.of(
                    "select 1 from caravan.ledger",
                    "select 1 from caravan.databasechangelog",
                    "select 1 from \"raw\".coins",
                    "select 1 from staging.stg_coins",
                    "insert into star.dim_date (date_day) values (now())",
                    "delete from star.dim_coin",
                    "truncate star.dim_coin",
                    "drop table star.dim_coin",
                    "create table star.mine (id integer)",
                    "alter table star.dim_coin owner to reporter")) {
                assertThatThrownBy(() -> statement.execute(refused))
                        .as(refused)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
    }

    /** What a model makes anew is read as before, in the run's own transaction; the rights of others stand too. */
    @Test
    void aHundredReadWhileRunsGoOn() throws Exception {
        List<String> relations = readable();
        assertThat(relations)
                .contains("star.dim_coin", "star.fct_coin_snapshots")
                .anyMatch(name -> name.startsWith("marts."));
        CountDownLatch ended = new CountDownLatch(1);
        Semaphore connections = new Semaphore(CONNECTIONS);
        ExecutorService people = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                int first = i;
                all.add(people.submit(() -> read(relations, first, connections, ended)));
            }
            run();
            ended.countDown();

            for (Future<Integer> one : all) {
                assertThat(one.get()).isPositive();
            }
        } finally {
            ended.countDown();
            people.shutdownNow();
        }
        assertThat(readable()).isEqualTo(relations);
    }

    private int read(List<String> relations, int first, Semaphore connections, CountDownLatch ended) throws Exception {
        int looks = 0;
        do {
            connections.acquire();
            try (Connection reader = connect("reporter");
                    Statement statement = reader.createStatement()) {
                count(statement, relations.get((first + looks) % relations.size()));
                looks++;
            } finally {
                connections.release();
            }
            // people think between two looks
        } while (!ended.await(2, TimeUnit.SECONDS));
        return looks;
    }

    private static void run() {
        CommandRun.of(List.of(
                        "run",
                        "--env",
                        "demo",
                        "--set",
                        "warehouse.url=" + url,
                        "--set",
                        "warehouse.user=caravan",
                        "--set",
                        "readers.roles=reporter",
                        "--set",
                        "readers.create=true",
                        "--set",
                        "landing.uri=" + scratch.resolve("landing").toUri()))
                .succeeded();
    }

    private List<String> readable() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection reader = connect("reporter");
                Statement statement = reader.createStatement();
                ResultSet found = statement.executeQuery(
                        "select table_schema || '.' || table_name from information_schema.role_table_grants"
                                + " where grantee = 'reporter' and privilege_type = 'SELECT' order by 1")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private static long count(Statement statement, String relation) throws SQLException {
        try (ResultSet found = statement.executeQuery("select count(*) from " + relation)) {
            found.next();
            return found.getLong(1);
        }
    }

    private Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(url, user, "");
    }
}
