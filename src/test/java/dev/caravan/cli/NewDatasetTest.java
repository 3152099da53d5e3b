package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset that the shipped project does not have comes in by a route, a migration and a model; no Java is written. */
class NewDatasetTest {
    private static final String ROUTE =
            """
            - route:
                id: social
                description: Polls how many people follow some coins.
                group: dataset
                from:
                  uri: direct:social
                  steps:
                    - to:
                        uri: caravan:batch
                        parameters:
                          dataset: social
                          columns: "coin_id,network,avg_active_users,subscribers,followers_count,status_count"
                    - setBody:
                        constant: "{{social.coin-ids}}"
                    - split:
                        tokenize:
                          token: ","
                        stopOnException: true
                        steps:
                          - setHeader:
                              name: CaravanColumn.coin_id
                              simple: "${body}"
                          - setHeader:
                              name: CamelHttpPath
                              constant: /api/coin/social_stats/
                          - setHeader:
                              name: CamelHttpQuery
                              simple: "id=${body}"
                          - to: direct:coinlore
                          - setHeader:
                              name: CaravanColumn.network
                              constant: reddit
                          - to:
                              uri: caravan:rows
                              parameters:
                                pointer: /reddit
                          - setHeader:
                              name: CaravanColumn.network
                              constant: twitter
                          - to:
                              uri: caravan:rows
                              parameters:
                                pointer: /twitter
                    - to: caravan:commit
            """;

    private static final String MIGRATION =
            """
            --liquibase formatted sql

            --changeset caravan:raw-social
            create table "raw".social (
                batch_id varchar(36),
                extracted_at timestamp,
                part integer,
                line bigint,
                coin_id varchar(64),
                network varchar(64),
                avg_active_users varchar(64),
                subscribers varchar(64),
                followers_count varchar(64),
                status_count varchar(64),
                unknown_fields varchar(65535)
            );
            --rollback drop table "raw".social;
            """;

    private static final String MODEL =
            """
            select
                coin_id,
                network,
                coalesce(subscribers, followers_count) as followers
            from ${source("raw", "social")}
            """;

    @TempDir
    Path scratch;

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/coin/social_stats/", exchange -> {
            byte[] body = (exchange.getRequestURI().getQuery().equals("id=90")
                            ? """
                            {"reddit":{"avg_active_users":null,"subscribers":4000000},
                            "twitter":{"followers_count":1600000,"status_count":9000}}"""
                            : "{\"reddit\":null,\"twitter\":{\"followers_count\":null,\"status_count\":1}}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void isARouteAMigrationAndAModel() throws IOException {
        for (String directory : List.of("routes", "migrations", "environments", "models/macros")) {
            copy(Path.of(directory));
        }
        write("routes/social.camel.yaml", ROUTE);
        write("migrations/raw/0100-create-social.sql", MIGRATION);
        write("models/staging/stg_social.sql", MODEL);
        write(
                "models/staging/__sources.yml",
                """
                sources:
                  - name: raw
                    tables:
                      - name: social
                """);

        CommandRun extracted = caravan("extract", "social");
        CommandRun loaded = caravan("load", "social");
        CommandRun built = caravan("build");

        assertThat(extracted.exitCode()).as(extracted.err()).isZero();
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        assertThat(built.exitCode()).as(built.err()).isZero();
        assertThat(caravan("query", "select * from staging.stg_social order by 1, 2", "--format", "csv")
                        .out()
                        .lines())
                .containsExactly("coin_id,network,followers", "80,twitter,", "90,reddit,4000000", "90,twitter,1600000");
    }

    private void write(String file, String text) throws IOException {
        Path to = scratch.resolve(file);
        Files.createDirectories(to.getParent());
        Files.writeString(to, text);
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(scratch.resolve(file).getParent());
                Files.copy(file, scratch.resolve(file));
            }
        }
    }

    private CommandRun caravan(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--project",
                scratch.toString(),
                "--env",
                "local",
                "--set",
                "coinlore.url=http://127.0.0.1:" + server.getAddress().getPort(),
                "--set",
                "social.coin-ids=90,80"));
        return CommandRun.of(arguments);
    }
}
