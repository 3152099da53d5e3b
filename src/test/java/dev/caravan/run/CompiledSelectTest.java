package dev.caravan.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.compile.Select;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import org.junit.jupiter.api.Test;

class CompiledSelectTest {
    private static final String SQL = "select\n    id\nfrom things\n";

    private final CompiledSelect select =
            new CompiledSelect("models/star/a.sql", "compiled/models/star/a.sql", Select.of(SQL));

    @Test
    void aLineOfTheStatementBecomesALineOfTheFileAndTheCaretStaysBelow() {
        String statement = "-- one\n".repeat(8) + "create table x as\n" + SQL;

        assertThatThrownBy(() -> fail(statement, "Binder Error: no id", "LINE 11:     id\n             ^"))
                .hasMessage(
                        """
                        models/star/a.sql: Binder Error: no id
                            The statement is made of target/caravan/compiled/models/star/a.sql:2.
                            LINE  2:     id
                                         ^""");
    }

    @Test
    void aPositionInTheStatementBecomesALineOfTheFile() {
        String statement = "create table x as\n" + SQL;

        assertThatThrownBy(() -> fail(
                        statement,
                        "ERROR: relation \"things\" does not exist",
                        "Position: " + (statement.indexOf("things") + 1)))
                .hasMessage(
                        """
                        models/star/a.sql: ERROR: relation "things" does not exist
                            The statement is made of target/caravan/compiled/models/star/a.sql:3.""");
    }

    @Test
    void aLineOutsideOfTheSelectIsLeftAsItIs() {
        String statement = "create table x as\n" + SQL + "\n) limit 0 ofset 1";

        assertThatThrownBy(() -> fail(statement, "Parser Error: ofset", "LINE 6: ) limit 0 ofset 1"))
                .hasMessage(
                        """
                        models/star/a.sql: Parser Error: ofset
                            The statement is made of target/caravan/compiled/models/star/a.sql.
                            LINE 6: ) limit 0 ofset 1""");
    }

    @Test
    void aStatementThatIsAPieceOfTheSelectIsToldAtTheLinesOfTheFileAndTheCaretStaysBelow() {
        String before = "select\n".repeat(9);
        CompiledSelect whole =
                new CompiledSelect("a.sql", "compiled/a.sql", Select.of(before + "id in (select 1\nfrom x)"));

        assertThatThrownBy(() -> whole.run("select 1\nfrom x", () -> {
                    throw new CaravanException(Problem.at("warehouse", "no $x", "LINE 2: from x\n             ^"));
                }))
                .hasMessage(
                        """
                        a.sql: no $x
                            The statement is made of target/caravan/compiled/a.sql:11.
                            LINE 11: from x
                                          ^""");
    }

    private void fail(String statement, String what, String remedy) {
        select.run(statement, () -> {
            throw new CaravanException(Problem.at("warehouse", what, remedy));
        });
    }
}
