package dev.caravan.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Every statement that came, in order: for tests, for the query views, and for the grammar check. Thread-safe. */
final class History {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong(100);
    private int written;

    /** One statement as the client sent it; {@code failure} is empty where it succeeded or is not over yet. */
    record Entry(long id, int session, String label, String sql, Instant started, Instant ended, String failure) {}

    long nextId() {
        return lastId.incrementAndGet();
    }

    long lastId() {
        return lastId.get();
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<String> statements() {
        return entries.stream().map(Entry::sql).toList();
    }

    /** What was added since the last call. */
    synchronized List<Entry> unwritten() {
        List<Entry> all = entries();
        List<Entry> fresh = new ArrayList<>(all.subList(written, all.size()));
        written = all.size();
        return fresh;
    }
}
