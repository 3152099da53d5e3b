package dev.caravan.docs.catalog;

import java.util.List;

/**
 * How tests ended when they last ran.
 *
 * @param other those that never ran, were skipped, or could not be run
 */
public record TestCounts(int pass, int warn, int fail, int other) {

    static TestCounts of(List<TestDetail> tests) {
        int pass = count(tests, "pass");
        int warn = count(tests, "warn");
        int fail = count(tests, "fail");
        return new TestCounts(pass, warn, fail, tests.size() - pass - warn - fail);
    }

    private static int count(List<TestDetail> tests, String status) {
        return (int) tests.stream()
                .filter(test -> test.status().filter(status::equals).isPresent())
                .count();
    }
}
