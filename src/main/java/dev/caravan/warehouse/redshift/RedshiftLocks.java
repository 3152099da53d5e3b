package dev.caravan.warehouse.redshift;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which transaction of this process changes which relation. Redshift lets one transaction at a time write to a table; a
 * second one that waits in the cluster holds a slot of its queue meanwhile. So it waits here. A lock is held until the
 * transaction ends, as the cluster's is. Safe to use from many threads.
 *
 * <p>Nobody waits here for ever: who would close a circle goes on, and the cluster finds the deadlock and ends one of them.
 */
final class RedshiftLocks {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final Pattern WRITES = Pattern.compile(
            "(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n)*"
                    + "(?:insert\\s+into|update|delete\\s+from|merge\\s+into|copy|truncate(?:\\s+table)?|alter\\s+table"
                    + "|drop\\s+(?:table|view)(?:\\s+if\\s+exists)?"
                    + "|create\\s+(?:or\\s+replace\\s+)?(?:table|view)(?:\\s+if\\s+not\\s+exists)?)"
                    + "\\s+(" + NAME + "\\." + NAME + ").*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Map<String, Holder> holders = new HashMap<>();
    private final Map<Object, String> waiting = new IdentityHashMap<>();
    private long cancellations;

    private record Holder(Object transaction, Thread thread) {}

    /**
     * Waits until no other transaction changes the relation that a statement changes, if it changes one. Temporary tables
     * are their session's own and have no schema in their name.
     *
     * @throws IllegalStateException where the thread would wait for itself
     */
    void take(Object transaction, String sql) {
        Matcher writes = WRITES.matcher(sql);
        if (writes.matches()) {
            take(transaction, writes.group(1).replace("\"", ""), Thread.currentThread());
        }
    }

    /** Whether the transaction has changed anything that others see. */
    synchronized boolean holdsAny(Object transaction) {
        return holders.values().stream().anyMatch(holder -> holder.transaction() == transaction);
    }

    synchronized void release(Object transaction) {
        holders.values().removeIf(holder -> holder.transaction() == transaction);
        notifyAll();
    }

    /** How many transactions wait for another one. */
    synchronized long waiting() {
        return waiting.size();
    }

    /** Ends the waiting of all that wait. */
    synchronized void cancelWaiting() {
        cancellations++;
        notifyAll();
    }

    private synchronized void take(Object transaction, String relation, Thread thread) {
        long before = cancellations;
        try {
            while (mustWait(transaction, relation, thread)) {
                waiting.put(transaction, relation);
                wait();
                if (cancellations > before) {
                    throw cancelled(relation);
                }
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            throw cancelled(relation);
        } finally {
            waiting.remove(transaction);
        }
        holders.putIfAbsent(relation, new Holder(transaction, thread));
    }

    /** Follows from the holder to what it waits for, and to the holder of that. */
    private boolean mustWait(Object transaction, String relation, Thread thread) {
        String wanted = relation;
        for (int steps = 0; wanted != null && steps <= holders.size(); steps++) {
            Holder holder = holders.get(wanted);
            if (holder == null) {
                return steps > 0;
            }
            if (holder.transaction() == transaction) {
                return false;
            }
            if (holder.thread() == thread) {
                throw new IllegalStateException("a transaction inside another one changes " + wanted
                        + ", which the outer one has changed: it would wait for ever");
            }
            wanted = waiting.get(holder.transaction());
        }
        return wanted == null;
    }

    private static CaravanException cancelled(String relation) {
        return new CaravanException(Problem.at(
                "warehouse", "the statement was cancelled while it waited for another one to change " + relation, ""));
    }
}
