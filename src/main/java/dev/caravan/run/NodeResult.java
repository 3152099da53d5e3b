package dev.caravan.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.compile.Node;
import dev.caravan.project.Problem;
import java.time.Duration;
import java.util.List;

/** How a node ended. */
public sealed interface NodeResult {
    Node node();

    Duration took();

    /** What a person should read: nothing where all is good. */
    List<Problem> problems();

    /** dbt's word for it, which {@code run_results.json} has. */
    String status();

    /** @param rows rows that a model changed; 0 for views and tests */
    record Success(Node node, long rows, Duration took) implements NodeResult {
        public Success {
            requireNonNull(node, "node is null");
            requireNonNull(took, "took is null");
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }

        @Override
        public String status() {
            return node instanceof dev.caravan.compile.DataTest ? "pass" : "success";
        }
    }

    /** A test whose severity is a warning found failing rows. */
    record Warned(Node node, Problem problem, Duration took) implements NodeResult {
        @Override
        public List<Problem> problems() {
            return List.of(problem);
        }

        @Override
        public String status() {
            return "warn";
        }
    }

    /** A statement failed, a contract was broken, or a test found failing rows. */
    record Failed(Node node, List<Problem> problems, Duration took) implements NodeResult {
        public Failed {
            problems = List.copyOf(problems);
        }

        @Override
        public String status() {
            return node instanceof dev.caravan.compile.DataTest ? "fail" : "error";
        }
    }

    /** Something that it depends on failed, or the run was stopped. */
    record Skipped(Node node, Problem because) implements NodeResult {
        @Override
        public Duration took() {
            return Duration.ZERO;
        }

        @Override
        public List<Problem> problems() {
            return List.of(because);
        }

        @Override
        public String status() {
            return "skipped";
        }
    }
}
