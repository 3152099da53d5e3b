package dev.caravan.cluster;

import java.util.Map;
import java.util.TreeMap;

/** Something that the fake AWS holds. A status that passes by itself does so after some looks at it. */
final class Thing {
    final Map<String, String> tags;
    final Map<String, String> fields = new TreeMap<>();
    private String status = "";
    private int looksLeft;
    private Runnable after = () -> {};

    Thing(Map<String, String> tags) {
        this.tags = new TreeMap<>(tags);
    }

    Thing with(String key, String value) {
        fields.put(key, value);
        return this;
    }

    Thing stands(String newStatus) {
        status = newStatus;
        looksLeft = 0;
        after = () -> {};
        return this;
    }

    /** Stands so for some looks, and then does what follows. */
    Thing passes(String newStatus, int looks, Runnable next) {
        status = newStatus;
        looksLeft = looks;
        after = next;
        return this;
    }

    String field(String key) {
        return fields.getOrDefault(key, "");
    }

    String status() {
        return status;
    }

    boolean isPassing() {
        return looksLeft > 0;
    }

    /** One look at it, which lets time go by. */
    void look() {
        if (looksLeft > 0 && --looksLeft == 0) {
            after.run();
        }
    }
}
