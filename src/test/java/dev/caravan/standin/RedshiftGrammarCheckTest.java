package dev.caravan.standin;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.standin.RedshiftGrammarCheck.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a second reader makes of statements for Redshift. */
class RedshiftGrammarCheckTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @Test
    void readsWhatRedshiftReads() {
        assertThat(RedshiftGrammarCheck.failures(List.of(
                        "/* tag */ select a::numeric(38, 18), listagg(b, ',') within group (order by c) from t group by 1",
                        "select top 10 a from t qualify row_number() over (partition by a order by b desc) = 1",
                        "copy s.t (a) from 's3://b/m.json' iam_role 'arn' format csv manifest gzip region 'eu-central-1' ignoreheader 1",
                        "unload ('select 1') to 's3://b/x' iam_role default format as csv header",
                        "create table t (id bigint identity(1, 1), day date encode az64 sortkey) diststyle key distkey (day)",
                        "create table t diststyle all compound sortkey (a, b) as select a, b from x",
                        "create or replace view s.v as select a from s.t with no schema binding",
                        "alter table t alter compound sortkey (a)",
                        "merge into t using s on t.id = s.id when matched then update set p = s.p when not matched then insert (id) values (s.id)",
                        "merge into t using s on t.id = s.id remove duplicates",
                        "delete from t using s where t.id = s.id",
                        "begin; lock t; commit",
                        "set query_group to 'x'")))
                .isEmpty();
    }

    @Test
    void tellsWhatItCannotRead() {
        assertThat(RedshiftGrammarCheck.failures(List.of(
                        "select from where",
                        "copy t from 's3://b/m.json' iam_role 'arn' csv quickly",
                        "create table t (a integer) partition by a")))
                .extracting(Failure::sql)
                .containsExactly(
                        "select from where",
                        "copy t from 's3://b/m.json' iam_role 'arn' csv quickly",
                        "create table t (a integer) partition by a");
    }

    @Test
    void theShippedMigrationsRunAndAreRead() throws Exception {
        REDSHIFT.run("create schema caravan");
        try (Stream<Path> files = Files.walk(Path.of("migrations"))) {
            files.filter(file -> file.toString().endsWith(".sql")).sorted().forEach(file -> {
                try {
                    for (Sql statement : Sql.split(withoutPostgres(Files.readString(file)))) {
                        REDSHIFT.run(statement.body());
                    }
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                } catch (SQLException failed) {
                    throw new IllegalStateException(file + ": " + failed.getMessage(), failed);
                }
            });
        }

        assertThat(RedshiftGrammarCheck.failures(REDSHIFT.standIn().statements()))
                .isEmpty();
    }

    /** Changesets of PostgreSQL alone never come to Redshift. */
    private static String withoutPostgres(String changelog) {
        return Arrays.stream(changelog.split("(?m)^(?=--changeset )"))
                .filter(changeset -> !changeset.lines().findFirst().orElse("").contains("dbms:postgresql"))
                .collect(joining());
    }
}
