package dev.caravan.soak;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was answered of each poll of one dataset. Asking for the first page begins a poll; what is answered from then on bears
 * its number, so that rows tell their poll. Safe to use from many threads.
 */
final class AnsweredPolls {
    private final List<String> pages;
    private final Map<Long, Map<String, Boolean>> sent = new HashMap<>();
    private final SortedMap<Long, Integer> whole = new TreeMap<>();
    private long last;

    /** @param pages what is asked in one poll, in order */
    AnsweredPolls(List<String> pages) {
        this.pages = List.copyOf(pages);
    }

    /** The number that the answer to a page bears. */
    synchronized long asked(String page) {
        if (pages.get(0).equals(page)) {
            last++;
        }
        return last;
    }

    /**
     * Notes a page that was sent to its last byte.
     *
     * @param hasRows whether it holds rows, and not a record that is to be put aside
     */
    synchronized void sent(String page, long number, boolean hasRows) {
        Map<String, Boolean> ofPoll = sent.computeIfAbsent(number, begun -> new HashMap<>());
        ofPoll.put(page, hasRows);
        int withRows = Collections.frequency(ofPoll.values(), true);
        if (ofPoll.keySet().containsAll(pages) && withRows > 0) {
            whole.put(number, withRows);
        }
    }

    /** The poll that was begun last; 0 before the first. */
    synchronized long last() {
        return last;
    }

    /** Polls of which each page was sent whole, with the number of those that hold rows. */
    synchronized SortedMap<Long, Integer> whole() {
        return new TreeMap<>(whole);
    }

    synchronized int count() {
        return whole.size();
    }

    String lastPage() {
        return pages.get(pages.size() - 1);
    }
}
