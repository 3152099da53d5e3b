package dev.caravan.warehouse;

import java.util.List;

/**
 * Who may read, in a warehouse that knows users. Readers are named as in {@link Materializations#grantSelect}. The SQL is
 * that of the adapter and needs no connection.
 */
public interface ReaderRoles {

    /** Whether the server knows a reader; {@code public} it always does. */
    boolean exists(Transaction transaction, String reader);

    /** Makes a reader, by whom nobody can log in with a password; empty for {@code public}. */
    List<String> create(String reader);

    /** Lets readers find what is in a schema, and read what whoever runs this makes there from now on. */
    List<String> letRead(String schema, List<String> readers);
}
