package dev.caravan.migrate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.warehouse.ReaderRoles;
import dev.caravan.warehouse.TestPostgres;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresReaderAccessTest extends ReaderAccessContract {
    private static TestPostgres server;

    private String database;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestPostgres.start();
        server.administer("alter role caravan createrole");
    }

    @Override
    Warehouse open(Project project) {
        database = server.createDatabase();
        return TestWarehouse.open(project, "test", database);
    }

    @Override
    ReaderRoles roles() {
        Map<String, String> url = Map.of("warehouse.url", database);
        return Warehouses.readerRoles(Environment.load(TestWarehouse.SHIPPED, "postgres", Map.of(), url))
                .orElseThrow();
    }

    @Override
    void drop(String name) {
        run("do $$ begin if exists (select 1 from pg_roles where rolname = '" + name + "') then"
                + " alter default privileges in schema star revoke all on tables from " + name + ";"
                + " alter default privileges in schema marts revoke all on tables from " + name + ";"
                + " revoke all on schema star, marts from " + name + ";"
                + " revoke all on all tables in schema star, marts from " + name + "; end if; end $$");
        server.administer("drop role if exists " + name);
    }

    @Test
    void whoMayMakeNoRolesIsGivenTheSqlForAnAdministrator() {
        server.administer("alter role caravan nocreaterole");
        try {
            assertThatThrownBy(() -> migrator(PERSON, "role \"odd\" one").update())
                    .isInstanceOf(CaravanException.class)
                    .hasMessage(
                            """
                            readers.roles: "person_who_reads" is not there and cannot be made: permission denied to create role
                                Have an administrator run this, and come back:
                                create role "person_who_reads";
                                Or take the name out of readers.roles.
                            readers.roles: "role "odd" one" is not there and cannot be made: permission denied to create role
                                Have an administrator run this, and come back:
                                create role "\"\"odd\"\" one";
                                Or take the name out of readers.roles.""");
        } finally {
            server.administer("alter role caravan createrole");
        }
    }
}
