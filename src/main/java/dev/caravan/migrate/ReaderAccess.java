package dev.caravan.migrate;

import static java.util.stream.Collectors.joining;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.ReaderRoles;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Transaction;
import dev.caravan.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes those who may read, where migrations are to do that, and lets them read what their schemas will hold. Of what is
 * there already, builds make each relation readable.
 */
public final class ReaderAccess {
    private static final Logger log = LoggerFactory.getLogger(ReaderAccess.class);
    private static final String PLACE = "readers.roles";

    private final Optional<ReaderRoles> roles;
    private final List<String> readers;
    private final List<String> schemas;

    private ReaderAccess(Optional<ReaderRoles> roles, List<String> readers, List<String> schemas) {
        this.roles = readers.isEmpty() ? Optional.empty() : roles;
        this.readers = List.copyOf(readers);
        this.schemas = List.copyOf(schemas);
    }

    /** Readers are made by an administrator. */
    public static ReaderAccess none() {
        return new ReaderAccess(Optional.empty(), List.of(), List.of());
    }

    /** @param roles empty where the warehouse knows no users */
    public static ReaderAccess of(Optional<ReaderRoles> roles, List<String> readers, List<String> schemas) {
        return new ReaderAccess(roles, readers, schemas);
    }

    /** Everything, as if no reader were there. */
    List<String> statements() {
        return Stream.concat(created(readers), granted()).toList();
    }

    /** What {@link #grant} runs; nothing where readers are there and were granted what is wished. */
    List<String> pending(Warehouse warehouse, boolean granted) {
        List<String> lacking = lacking(warehouse);
        return granted && lacking.isEmpty()
                ? List.of()
                : Stream.concat(created(lacking), granted()).toList();
    }

    boolean isComplete(Warehouse warehouse) {
        return lacking(warehouse).isEmpty();
    }

    /** @throws CaravanException with the SQL for an administrator where this user may not make a reader */
    void grant(Warehouse warehouse) {
        List<Problem> problems = lacking(warehouse).stream()
                .flatMap(reader -> create(warehouse, reader).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        List<String> statements = granted().toList();
        warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, tx -> execute(tx, statements));
    }

    /** In a transaction of its own: on PostgreSQL a role is the whole server's, and another run may be faster. */
    private Optional<Problem> create(Warehouse warehouse, String reader) {
        List<String> statements = created(List.of(reader)).toList();
        try {
            warehouse.inTransaction(tx -> execute(tx, statements));
        } catch (CaravanException e) {
            return lacking(warehouse).contains(reader) ? Optional.of(problem(reader, statements, e)) : Optional.empty();
        }
        log.info("made \"{}\", who may read {}", reader, String.join(", ", schemas));
        return Optional.empty();
    }

    private static Problem problem(String reader, List<String> statements, CaravanException failure) {
        String reason = failure.problems().stream().map(Problem::what).collect(joining("; "));
        return Problem.at(
                PLACE,
                "\"" + reader + "\" is not there and cannot be made: " + reason,
                "Have an administrator run this, and come back:\n"
                        + statements.stream().map(sql -> sql + ";").collect(joining("\n"))
                        + "\nOr take the name out of " + PLACE + ".");
    }

    private List<String> lacking(Warehouse warehouse) {
        return roles.map(known -> warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, tx -> readers.stream()
                        .filter(reader -> !known.exists(tx, reader))
                        .toList()))
                .orElse(List.of());
    }

    private Stream<String> created(List<String> some) {
        return roles.stream().flatMap(known -> some.stream().flatMap(reader -> known.create(reader).stream()));
    }

    private Stream<String> granted() {
        return roles.stream()
                .flatMap(known -> schemas.stream().flatMap(schema -> known.letRead(schema, readers).stream()));
    }

    private static int execute(Transaction transaction, List<String> statements) {
        statements.forEach(transaction::execute);
        return statements.size();
    }
}
