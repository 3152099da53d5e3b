package dev.caravan.docs.notebook;

import dev.caravan.docs.export.Address;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;

/** The cell that connects, and defines {@code query(sql)}, which every other cell calls. */
final class Connection {
    private static final String QUERY =
            """
            def query(sql):
                "The result of a query as a data frame."
                cursor = connection.cursor()
                cursor.execute(sql)
                names = [column[0] for column in cursor.description]
                frame = pandas.DataFrame(cursor.fetchall(), columns=names)
                for name in names:  # pictures want floats
                    if frame[name].map(lambda value: isinstance(value, Decimal)).any():
                        frame[name] = frame[name].astype(float)
                return frame
            """;

    private Connection() {}

    /** The packages that the reader installs. */
    static String packages(String dialect) {
        return switch (dialect) {
            case "duckdb" -> "duckdb pandas matplotlib";
            case "postgres" -> "'psycopg[binary]' pandas matplotlib";
            default -> "redshift_connector pandas matplotlib";
        };
    }

    static Cell of(String dialect, Address address) {
        if (address instanceof Address.DatabaseFile file) {
            return Cell.code(duckDb(file));
        }
        Address.Server server = (Address.Server) address;
        return switch (dialect) {
            case "postgres" -> Cell.code(postgres(server) + "\n\n" + QUERY);
            case "redshift" -> Cell.code(redshift(server) + "\n\n" + QUERY);
            default ->
                throw new CaravanException(Problem.at(
                        "notebook",
                        "no Python package is known that connects to " + dialect,
                        "Export from an environment on duckdb, postgres or redshift."));
        };
    }

    private static String duckDb(Address.DatabaseFile file) {
        return """
                import os

                import duckdb
                import matplotlib.pyplot as plt
                import pandas

                # Read-only: several notebooks may read at once, but none while a run writes.
                connection = duckdb.connect(os.environ.get("WAREHOUSE_FILE", %s), read_only=True)


                def query(sql):
                    "The result of a query as a data frame."
                    return connection.sql(sql).df()
                """
                .formatted(python(file.path().toString()));
    }

    private static String postgres(Address.Server server) {
        return """
                import os
                from decimal import Decimal
                from getpass import getpass

                import matplotlib.pyplot as plt
                import pandas
                import psycopg

                # PGUSER and PGPASSWORD of the process, else you are asked. Take a role that may only read.
                connection = psycopg.connect(
                    host=%s,
                    port=%s,
                    dbname=%s,
                    user=os.environ.get("PGUSER") or input("user: "),
                    password=os.environ.get("PGPASSWORD") or getpass(),
                    autocommit=True,
                    options="-c default_transaction_read_only=on",
                )"""
                .formatted(python(host(server)), port(server, "5432"), python(server.database()));
    }

    private static String redshift(Address.Server server) {
        return """
                import os
                from decimal import Decimal
                from getpass import getpass

                import matplotlib.pyplot as plt
                import pandas
                import redshift_connector

                # REDSHIFT_USER and REDSHIFT_PASSWORD of the process, else you are asked. Take a role that may only read.
                connection = redshift_connector.connect(
                    host=%s,
                    port=%s,
                    database=%s,
                    user=os.environ.get("REDSHIFT_USER") or input("user: "),
                    password=os.environ.get("REDSHIFT_PASSWORD") or getpass(),
                )
                connection.autocommit = True"""
                .formatted(python(host(server)), port(server, "5439"), python(server.database()));
    }

    private static String host(Address.Server server) {
        return server.host().replaceFirst(":\\d+$", "");
    }

    private static String port(Address.Server server, String otherwise) {
        return server.host().matches(".*:\\d+") ? server.host().replaceFirst(".*:", "") : otherwise;
    }

    /** A text literal of Python. */
    static String python(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
