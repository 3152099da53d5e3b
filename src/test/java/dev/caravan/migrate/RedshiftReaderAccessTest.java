package dev.caravan.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.warehouse.ReaderRoles;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedshiftReaderAccessTest extends ReaderAccessContract {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @Override
    Warehouse open(Project project) {
        return TestWarehouse.open(project, "test", REDSHIFT.standIn().jdbcUrl());
    }

    @Override
    ReaderRoles roles() {
        return Warehouses.readerRoles(Environment.load(
                        TestWarehouse.SHIPPED, "redshift", Map.of(), Map.of("warehouse.url", "jdbc:redshift:")))
                .orElseThrow();
    }

    /** The database of the stand-in outlives a test. */
    @Override
    void drop(String name) {
        try {
            if (!REDSHIFT.rows("select 1 from pg_roles where rolname = '" + name + "'")
                    .isEmpty()) {
                REDSHIFT.run("drop owned by " + name, "drop role " + name);
            }
            REDSHIFT.run(
                    "drop schema if exists star cascade",
                    "drop schema if exists marts cascade",
                    "drop schema if exists caravan cascade");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void usersGroupsAndRolesAreThreeKinds() {
        List<String> statements = Stream.of("anna", "group bi", "Role analyst", "PUBLIC")
                .flatMap(reader -> roles().create(reader).stream())
                .toList();

        assertThat(statements)
                .containsExactly(
                        "create user \"anna\" password disable", "create group \"bi\"", "create role \"analyst\"");
        assertThat(roles().letRead("star", List.of("anna", "group bi", "role analyst", "public")))
                .containsExactly(
                        "create schema if not exists \"star\"",
                        "grant usage on schema \"star\" to \"anna\", group \"bi\", role \"analyst\", public",
                        "alter default privileges in schema \"star\" grant select on tables"
                                + " to \"anna\", group \"bi\", role \"analyst\", public");
    }

    @Test
    void aRoleIsLookedForAmongRoles() {
        migrator("role many_who_read").update();

        assertThat(migrator("role many_who_read").sql()).doesNotContain("many_who_read");
        assertThat(migrator("many_who_read").sql()).contains("create user \"many_who_read\" password disable;");
    }
}
