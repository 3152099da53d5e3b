package dev.caravan.warehouse.redshift;

import static java.util.stream.Collectors.joining;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.CopyFile;
import dev.caravan.warehouse.CopyRefusedException;
import dev.caravan.warehouse.CopyRequest;
import dev.caravan.warehouse.Transaction;
import java.net.URI;
import java.sql.SQLException;

/**
 * Lets the cluster read the files of a manifest, all of them by one COPY: several into one table would run one after the
 * other, and one COPY spreads its files over all slices. Safe to use from many threads.
 */
final class RedshiftCopy {
    private final Dialect dialect;
    private final RedshiftLoad load;
    private final RedshiftLoadErrors errors;

    RedshiftCopy(Dialect dialect, RedshiftLoad load, RedshiftLoadErrors errors) {
        this.dialect = dialect;
        this.load = load;
        this.errors = errors;
    }

    long into(Transaction transaction, CopyRequest request) {
        if (request.files().isEmpty()) {
            return 0;
        }
        String sql = sql(request);
        long session = number(transaction, "select pg_backend_pid()");
        try {
            transaction.execute(sql);
        } catch (CaravanException e) {
            throw explained(e, request, session);
        }
        return number(transaction, "select pg_last_copy_count()");
    }

    /**
     * An empty field is null and {@code ""} the empty text: EMPTYASNULL takes two delimiters in succession for null. No
     * value is cut, replaced or let pass: no TRUNCATECOLUMNS, ACCEPTINVCHARS, MAXERROR. Encodings are the table's own, so
     * none are tried out on the first rows.
     */
    private String sql(CopyRequest request) {
        URI manifest = request.manifest().get();
        if (!"s3".equals(manifest.getScheme())) {
            throw new CaravanException(Problem.at(
                    "load " + request.into(),
                    "the landing is at " + manifest.resolve(".") + ", where no cluster can read it",
                    "Redshift reads the landing itself: set landing.uri to s3://BUCKET/PREFIX."));
        }
        String columns = request.columns().stream().map(dialect::quote).collect(joining(", "));
        return "copy " + request.into().render(dialect) + " (" + columns + ")\nfrom "
                + dialect.literal(manifest.toString())
                + "\niam_role "
                + (load.role().equals(RedshiftLoad.DEFAULT_ROLE) ? "default" : dialect.literal(load.role()))
                + "\nformat csv manifest" + compression(request)
                + load.region().map(name -> " region " + dialect.literal(name)).orElse("")
                + "\nignoreheader 1 emptyasnull dateformat 'auto' timeformat 'auto' compupdate off";
    }

    /** COPY takes one compression for all files. */
    private static String compression(CopyRequest request) {
        CopyFile first = request.files().get(0);
        for (CopyFile file : request.files()) {
            if (!compression(file).equals(compression(first))) {
                throw new CopyRefusedException(Problem.at(
                        file.name(),
                        "is compressed in another way than " + first.name() + ", and one COPY takes one compression",
                        "The landing was changed by hand: restore it, or land the data again."));
            }
        }
        return compression(first);
    }

    private static String compression(CopyFile file) {
        if (file.name().endsWith(".gz")) {
            return " gzip";
        }
        return file.name().endsWith(".zst") ? " zstd" : "";
    }

    /** What is the fault of the files or of the way to them is told as such, so that other files may still go in. */
    private CaravanException explained(CaravanException failure, CopyRequest request, long session) {
        if (!(failure.getCause() instanceof SQLException cause)) {
            return failure;
        }
        if (RedshiftFailures.isLoadError(cause)) {
            return errors.newest(session, request.files())
                    .map(problem -> new CopyRefusedException(problem, cause))
                    .orElseGet(() -> new CopyRefusedException(failure.problems(), cause));
        }
        return RedshiftFailures.isOfTheLanding(cause)
                ? new CopyRefusedException(named(failure.problems().get(0), request, cause), cause)
                : failure;
    }

    private static Problem named(Problem problem, CopyRequest request, SQLException cause) {
        return request.files().stream()
                .filter(file -> RedshiftFailures.names(cause, file.uri()))
                .findFirst()
                .map(file -> Problem.at(file.name(), problem.what(), problem.remedy()))
                .orElse(problem);
    }

    private static long number(Transaction transaction, String sql) {
        return transaction.query(sql, row -> row.number(1)).get(0);
    }
}
