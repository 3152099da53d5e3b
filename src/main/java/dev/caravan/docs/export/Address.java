package dev.caravan.docs.export;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.Environment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a tool finds the warehouse; never who may enter. */
public sealed interface Address {

    /** @param host name and, where it is given, port: {@code localhost:5432} */
    record Server(String host, String database) implements Address {
        public Server {
            requireNonNull(host, "host is null");
            requireNonNull(database, "database is null");
        }
    }

    /** A database that is a file. */
    record DatabaseFile(Path path) implements Address {
        public DatabaseFile {
            requireNonNull(path, "path is null");
        }
    }

    /** What {@code warehouse.url} says, less users and passwords in it. */
    static Address of(Environment environment, Path root) {
        return of(environment.text("warehouse.url"), root);
    }

    private static Address of(String url, Path root) {
        // what stands before @ or after ? may be a secret
        Matcher server = Pattern.compile("jdbc:[a-z:]+//(?:[^/@?]*@)?([^/?;]*)(?:/([^?;]*))?.*")
                .matcher(url);
        if (server.matches()) {
            return new Server(
                    server.group(1), Optional.ofNullable(server.group(2)).orElse(""));
        }
        String file = url.replaceFirst("jdbc:[a-z]+:", "").replaceFirst("[?;].*", "");
        return new DatabaseFile(root.resolve(file).normalize());
    }
}
