package dev.caravan.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One empty warehouse whose ways to fail are in the kit's hands, for one schedule. */
interface Arena extends AutoCloseable {

    /** What this warehouse can be made to suffer, beside API, S3 and disk. */
    Set<FaultKind> kinds();

    /** Settings by which the warehouse is reached over the way that breaks. */
    Map<String, String> settings();

    /** Settings by which another process reaches the same warehouse. */
    Map<String, String> settingsOfProcess();

    /** Settings of a second warehouse of the same kind, migrated and without rows, which nothing disturbs. */
    Map<String, String> undisturbed() throws IOException;

    /** From this moment on nothing that the run in hand does reaches the warehouse. */
    void kill();

    /** The run has ended: what was broken works again, in the state in which a kill left it. */
    void mend() throws IOException;

    /** What should not be there when no process of Caravan is: transactions, locks, files. */
    List<String> left();

    @Override
    void close() throws IOException;
}
