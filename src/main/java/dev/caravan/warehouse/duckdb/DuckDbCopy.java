package dev.caravan.warehouse.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.CopyFile;
import dev.caravan.warehouse.CopyRefusedException;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads parts into a raw table: those on this machine's disk in one statement, the others one by one over a spool, so that
 * each copy has at most one part there.
 */
final class DuckDbCopy {
    private static final Logger log = LoggerFactory.getLogger(DuckDbCopy.class);
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern FILE = Pattern.compile("(?m)^\\s*file = (.*)$");
    private static final Pattern ORIGINAL_LINE = Pattern.compile("Original Line: .*?\\n+(?=[A-Z])", Pattern.DOTALL);

    private static final String INTERRUPTED = "INTERRUPT Error";
    private static final String SPOOLED = "copy-";

    private final Path spool;
    private final Dialect dialect;

    DuckDbCopy(Path spool, Dialect dialect) {
        this.spool = spool;
        this.dialect = dialect;
    }

    /** Removes parts that a killed process left; while the file is open here, no other process copies. */
    void removeLeftBehind() {
        if (!Files.isDirectory(spool)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(spool, SPOOLED + "*")) {
            for (Path part : left) {
                Files.delete(part);
            }
        } catch (IOException e) {
            log.warn("{} cannot be emptied of what a killed process left: {}", spool, e.getMessage());
        }
    }

    long into(Transaction transaction, CopyRequest request) {
        Map<Path, CopyFile> here = new LinkedHashMap<>();
        request.files().forEach(file -> file.local().ifPresent(path -> here.put(path.toAbsolutePath(), file)));
        long rows = here.isEmpty() ? 0 : insert(transaction, request, here);
        for (CopyFile file : request.files()) {
            if (file.local().isEmpty()) {
                rows += insertSpooled(transaction, request, file);
            }
        }
        return rows;
    }

    private long insertSpooled(Transaction transaction, CopyRequest request, CopyFile file) {
        try {
            Files.createDirectories(spool);
            Path copy = Files.createTempFile(spool.toAbsolutePath(), SPOOLED, ending(file));
            try (InputStream bytes = file.open()) {
                Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
                return insert(transaction, request, Map.of(copy, file));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new CopyRefusedException(
                    Problem.at(
                            file.name(),
                            "cannot be brought here: " + e.getMessage(),
                            "Check the way to the landing, and that there is room in " + spool + "."),
                    e);
        }
    }

    private long insert(Transaction transaction, CopyRequest request, Map<Path, CopyFile> files) {
        String columns = request.columns().stream().map(dialect::quote).collect(joining(", "));
        try {
            return transaction.execute("insert into " + request.into().render(dialect) + " (" + columns + ")\nselect "
                    + columns + "\nfrom " + readCsv(request.columns(), files.keySet()));
        } catch (CaravanException e) {
            throw atItsLine(e, files);
        }
    }

    private String readCsv(List<String> columns, Collection<Path> files) {
        return Stream.of(
                        files.stream()
                                .map(file -> dialect.literal(escaped(file)))
                                .collect(joining(", ", "[", "]")),
                        "columns = "
                                + columns.stream()
                                        .map(column -> dialect.literal(column) + ": 'varchar'")
                                        .collect(joining(", ", "{", "}")),
                        "auto_detect = false",
                        "header = true",
                        "delim = ','",
                        "quote = '\"'",
                        "escape = '\"'",
                        "new_line = '\\n'",
                        "nullstr = ''",
                        "allow_quoted_nulls = false")
                .collect(joining(",\n    ", "read_csv(\n    ", "\n)"));
    }

    /** A path is a pattern to DuckDB; a class of one character stands for that character. */
    private static String escaped(Path file) {
        return file.toAbsolutePath().toString().replaceAll("[*?\\[]", "[$0]");
    }

    /** Everything but a cancellation is the fault of what is copied: the database lies in this process. */
    private static CaravanException atItsLine(CaravanException failure, Map<Path, CopyFile> files) {
        String message = String.valueOf(failure.getCause().getMessage());
        if (message.contains(INTERRUPTED)) {
            return failure;
        }
        Matcher line = LINE.matcher(message);
        Matcher file = FILE.matcher(message);
        if (!line.find() || !file.find()) {
            return new CopyRefusedException(failure.problems(), failure);
        }
        String reason = ORIGINAL_LINE
                .matcher(message.substring(line.end()))
                .replaceFirst("")
                .strip();
        return new CopyRefusedException(
                Problem.at(
                        files.get(Path.of(file.group(1))).name() + ", line " + line.group(1),
                        reason.lines().findFirst().orElse("cannot be read as CSV"),
                        "The part is not as it was written: land the data again."),
                failure);
    }

    private static String ending(CopyFile file) {
        return file.name().substring(file.name().lastIndexOf(".csv"));
    }
}
