package dev.caravan.docs.catalog;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of a node.
 *
 * @param relation nothing where the warehouse keeps nothing under its name
 * @param tests of the whole relation, and those of a file of their own that read it
 * @param template the text of its file
 * @param sql what the template became
 * @param incrementalSql what it became for what is new
 * @param parents what it reads
 * @param children what reads it, tests left out
 * @param freshness of a raw table
 */
public record NodeDetail(
        @JsonUnwrapped NodeHead head,
        Optional<String> relation,
        List<ColumnDetail> columns,
        List<TestDetail> tests,
        Optional<String> template,
        Optional<String> sql,
        Optional<String> incrementalSql,
        List<Neighbour> parents,
        List<Neighbour> children,
        Optional<LastResult> lastResult,
        Optional<Freshness> freshness) {
    public NodeDetail {
        requireNonNull(head, "head is null");
        requireNonNull(relation, "relation is null");
        columns = List.copyOf(columns);
        tests = List.copyOf(tests);
        requireNonNull(template, "template is null");
        requireNonNull(sql, "sql is null");
        requireNonNull(incrementalSql, "incrementalSql is null");
        parents = List.copyOf(parents);
        children = List.copyOf(children);
        requireNonNull(lastResult, "lastResult is null");
        requireNonNull(freshness, "freshness is null");
    }

    /** Those of its columns, too. */
    List<TestDetail> allTests() {
        return Stream.concat(tests.stream(), columns.stream().flatMap(column -> column.tests().stream()))
                .toList();
    }
}
