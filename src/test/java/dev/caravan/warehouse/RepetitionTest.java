package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.TransactionLostException.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionTest {
    private final Repetition repetition = new Repetition(Duration.ofMillis(1));
    private final AtomicInteger attempts = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "NEVER, ROLLED_BACK, 1",
        "NEVER, UNKNOWN, 1",
        "IF_ROLLED_BACK, ROLLED_BACK, 2",
        "IF_ROLLED_BACK, UNKNOWN, 1",
        "ALSO_IF_UNKNOWN, ROLLED_BACK, 2",
        "ALSO_IF_UNKNOWN, UNKNOWN, 2"
    })
    void whatIsLostIsDoneAgainOnlyWhereThatIsRight(Repeat repeat, Outcome outcome, int times) {
        Supplier<String> work = failing(1, lost(outcome));

        String done = null;
        try {
            done = repetition.of(repeat, work);
        } catch (TransactionLostException e) {
            assertThat(e.outcome()).isEqualTo(outcome);
        }

        assertThat(attempts).hasValue(times);
        assertThat(done).isEqualTo(times == 2 ? "done" : null);
    }

    @Test
    void aLossThatANodeHasToldInItsOwnWordsIsDoneAgain() {
        CaravanException told = new CaravanException(
                Problem.at("models/star/dim_coin.sql", "the connection broke", ""), lost(Outcome.ROLLED_BACK));

        assertThat(repetition.of(Repeat.IF_ROLLED_BACK, failing(1, told))).isEqualTo("done");
    }

    @Test
    void aFaultOfTheStatementIsNotDoneAgain() {
        CaravanException fault = new CaravanException(Problem.at("warehouse", "syntax error", ""));

        assertThatThrownBy(() -> repetition.of(Repeat.ALSO_IF_UNKNOWN, failing(1, fault)))
                .isSameAs(fault);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aTransactionThatIsLostAgainAndAgainIsGivenUp() {
        CaravanException lost = lost(Outcome.ROLLED_BACK);

        assertThatThrownBy(() -> repetition.of(Repeat.IF_ROLLED_BACK, failing(99, lost)))
                .isSameAs(lost);
        assertThat(attempts).hasValue(5);
    }

    @Test
    void anInterruptedThreadWaitsForNoFurtherAttempt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> repetition.of(Repeat.IF_ROLLED_BACK, failing(1, lost(Outcome.ROLLED_BACK))))
                .hasMessage("warehouse: a lost transaction is not done again")
                .hasCauseInstanceOf(TransactionLostException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).hasValue(1);
    }

    private Supplier<String> failing(int times, CaravanException failure) {
        return () -> {
            if (attempts.incrementAndGet() <= times) {
                throw failure;
            }
            return "done";
        };
    }

    private static TransactionLostException lost(Outcome outcome) {
        return new TransactionLostException(
                outcome, Problem.at("warehouse", "the connection broke", ""), new SQLException("gone", "08006"));
    }
}
