package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told about each mistake in a properties file, whole. */
class BadPropertiesTest {
    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
    }

    @Test
    void anUnknownTestIsToldWithTheNearest() {
        project.file("models/star/a.sql", "select 1 as id");
        project.file(
                "models/star/a.yml",
                """
                models:
                  - name: a
                    data_tests:
                      - unique
                    columns:
                      - name: id
                        data_tests:
                          - unqiue
                          - looks_good
                          - accepted_values
                          - relationships: {to: ref('b'), field: id}
                          - not_null: {severity: fatal, wehre: x}
                          - not_null:
                            severity: warn
                """);

        tells(
                """
                models/star/a.yml:4: "unique" is no test of a model
                    The tests are expression_is_true, row_count_matches, unique_combination; others are SQL files in models/tests/.
                models/star/a.yml:8: "unqiue" is no test of a column
                    Did you mean "unique"?
                models/star/a.yml:9: "looks_good" is no test of a column
                    The tests are accepted_values, expression_is_true, not_null, relationships, unique; others are SQL files in models/tests/.
                models/star/a.yml:10: accepted_values has no values
                    Add "values: …" to the test.
                models/star/a.yml:11: to is "ref('b')", which names no model and no table of a source
                    Did you mean "a"?
                models/star/a.yml:12: "wehre" is no key of the test not_null
                    Did you mean "where"?
                models/star/a.yml:12: severity is "fatal"
                    Give error or warn.
                models/star/a.yml:13: a test has the keys not_null, severity
                    Write its kind as the only key and indent what belongs to it by four spaces.""");
    }

    @Test
    void whatIsWrongWithMeasuresIsTold() {
        project.file("models/star/a.sql", "select 1 as price").file("models/star/b.sql", "select 1 as price");
        project.file(
                "models/star/a.yml",
                """
                models:
                  - name: a
                    columns:
                      - name: price
                    measures:
                      - name: Rows
                        agg: count
                      - name: Middle
                        agg: median
                        column: price
                      - name: Total
                        agg: sum
                      - name: Most
                        agg: max
                        column: prise
                      - name: Nothing
                        formt: "0"
                      - name: Both
                        agg: count
                        dax: "1"
                      - name: Price
                        dax: "1"
                        column: price
                      - agg: count
                  - name: b
                    page: {title: Bees, measures: [Rows, Row], colour: red}
                    measures:
                      - name: rows
                        agg: count
                """);

        tells(
                """
                models/star/a.yml:9: agg is "median"
                    Choose one of sum, avg, min, max, count, count_distinct.
                models/star/a.yml:12: sum has no column
                    Add "column: …"; only count does without.
                models/star/a.yml:15: no column "prise" is described
                    Did you mean "price"?
                models/star/a.yml:16: a measure has neither agg nor dax
                    Give "agg: sum|avg|min|max|count|count_distinct" with a column, or "dax: …".
                models/star/a.yml:17: "formt" is no key of a measure
                    Did you mean "format"?
                models/star/a.yml:18: a measure has both agg and dax
                    Give "agg: sum|avg|min|max|count|count_distinct" with a column, or "dax: …".
                models/star/a.yml:21: measure "Price" is named like a column
                    Say what it does with the column, such as "Average Price".
                models/star/a.yml:23: column is set beside dax
                    Name the column in the expression.
                models/star/a.yml:24: a measure has no name
                    Add "name: …".
                models/star/a.yml:26: "colour" is no key of a page
                    The keys are measures, title.
                models/star/a.yml:26: page "Bees" shows "Row", which no model declares
                    Did you mean "Rows"?
                models/star/a.yml:28: measure "rows" is declared twice
                    It is declared at models/star/a.yml:6 too; measures of all models share their names.""");
    }

    @Test
    void propertiesOfAModelThatDoesNotExistAreTold() {
        project.file("models/star/dim_coin.sql", "select 1");
        project.file(
                "models/star/dim_coin.yml",
                "models:\n  - name: dim_coins\n  - name: other\n  - description: nameless\n  - name: dim_coin\n  - name: dim_coin\nmodel: []\n");

        tells(
                """
                models/star/dim_coin.yml:2: there is no model "dim_coins"
                    Did you mean "dim_coin"?
                models/star/dim_coin.yml:3: there is no model "other"
                    Write other.sql beside this file, or remove the entry.
                models/star/dim_coin.yml:4: a model has no name
                    Add "name: …".
                models/star/dim_coin.yml:6: model "dim_coin" is described twice
                    It is described at models/star/dim_coin.yml:5 too; keep one.
                models/star/dim_coin.yml:7: "model" is no key of a properties file
                    Did you mean "models"?""");
    }

    @Test
    void brokenYamlIsToldAtItsLine() {
        project.file("models/star/a.sql", "select 1");
        project.file("models/star/a.yml", "models:\n  - name: a\n    description: This: breaks\n");

        tells(
                """
                models/star/a.yml:3: is no YAML: mapping values are not allowed here
                    Put a value that holds ": " or " #" in quotes, and indent by spaces.""");
    }

    private void tells(String message) {
        assertThatThrownBy(project::compile)
                .isInstanceOf(CaravanException.class)
                .hasMessage(message);
    }
}
