package dev.caravan.pipeline;

import java.util.List;

/** The steps that a route may ask for; each returns what it did, or throws a {@code CaravanException}. */
public interface Steps {
    RunSummary migrate();

    /** @param datasets none means every dataset that a route polls */
    RunSummary extract(List<String> datasets);

    /** @param datasets none means every dataset of the landing */
    RunSummary load(List<String> datasets);

    /** @param select a selector such as {@code staging+}; empty means every node */
    RunSummary build(List<String> select, List<String> exclude, boolean fullRefresh);

    RunSummary test(List<String> select, List<String> exclude);

    RunSummary run(List<String> select, List<String> exclude, boolean fullRefresh);

    /**
     * A run of some datasets: polls and loads them, and builds what is selected and has something new to read. What would come
     * out as it is, a view among it, is left alone.
     *
     * @param datasets none means every dataset
     */
    RunSummary poll(List<String> datasets, List<String> select);

    /** What routes may listen to. */
    EventSource events();
}
