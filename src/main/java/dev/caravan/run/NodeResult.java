package dev.caravan.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Node;
import dev.caravan.project.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How a node ended. */
public sealed interface NodeResult {
    Node node();

    /** Nothing where it was skipped. */
    Optional<Span> span();

    /** What a person should read: nothing where all is good. */
    List<Problem> problems();

    /** dbt's word for it, which {@code run_results.json} has. */
    String status();

    /** Rows that a model changed; nothing where that has no meaning, as for views and tests. */
    default OptionalLong rows() {
        return OptionalLong.empty();
    }

    /** Rows that a test found wrong; nothing where it counted none. */
    default OptionalLong failures() {
        return OptionalLong.empty();
    }

    default Duration took() {
        return span().map(Span::took).orElse(Duration.ZERO);
    }

    /** A model was filled, or a test found no failing row. */
    record Success(Node node, OptionalLong rows, Span ran) implements NodeResult {
        public Success {
            requireNonNull(node, "node is null");
            requireNonNull(rows, "rows is null");
            requireNonNull(ran, "ran is null");
        }

        @Override
        public Optional<Span> span() {
            return Optional.of(ran);
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }

        @Override
        public OptionalLong failures() {
            return node instanceof DataTest ? OptionalLong.of(0) : OptionalLong.empty();
        }

        @Override
        public String status() {
            return node instanceof DataTest ? "pass" : "success";
        }
    }

    /** A test whose severity is a warning found failing rows. */
    record Warned(DataTest node, long failingRows, Problem problem, Span ran) implements NodeResult {
        public Warned {
            requireNonNull(node, "node is null");
            requireNonNull(problem, "problem is null");
            requireNonNull(ran, "ran is null");
        }

        @Override
        public Optional<Span> span() {
            return Optional.of(ran);
        }

        @Override
        public List<Problem> problems() {
            return List.of(problem);
        }

        @Override
        public OptionalLong failures() {
            return OptionalLong.of(failingRows);
        }

        @Override
        public String status() {
            return "warn";
        }
    }

    /**
     * A statement failed, or a test found failing rows.
     *
     * @param failures how many; nothing where the statement itself failed
     */
    record Failed(Node node, OptionalLong failures, List<Problem> problems, Span ran) implements NodeResult {
        public Failed {
            requireNonNull(node, "node is null");
            requireNonNull(failures, "failures is null");
            requireNonNull(ran, "ran is null");
            problems = List.copyOf(problems);
        }

        @Override
        public Optional<Span> span() {
            return Optional.of(ran);
        }

        @Override
        public String status() {
            return failures.isPresent() ? "fail" : "error";
        }
    }

    /**
     * Something that it waits for failed.
     *
     * @param because the node that failed, however far away
     */
    record Skipped(Node node, Node because) implements NodeResult {
        public Skipped {
            requireNonNull(node, "node is null");
            requireNonNull(because, "because is null");
        }

        @Override
        public Optional<Span> span() {
            return Optional.empty();
        }

        @Override
        public List<Problem> problems() {
            return List.of(
                    Problem.at(node.path(), node.name() + " is not run, because " + because.name() + " failed", ""));
        }

        @Override
        public String status() {
            return "skipped";
        }
    }
}
