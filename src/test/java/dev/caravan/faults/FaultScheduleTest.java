package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {
    private static final int SEEDS = 200;

    @Test
    void theSameSeedGivesTheSameSchedule() {
        Set<FaultKind> all = EnumSet.allOf(FaultKind.class);

        assertThat(FaultSchedule.draw(4711, all)).isEqualTo(FaultSchedule.draw(4711, all));
        assertThat(FaultSchedule.draw(4711, all)).isNotEqualTo(FaultSchedule.draw(4712, all));
    }

    @Test
    void everyKindHasItsTurn() {
        List<FaultKind> drawn = LongStream.range(0, SEEDS)
                .mapToObj(seed -> FaultSchedule.draw(seed, EnumSet.allOf(FaultKind.class)))
                .flatMap(schedule -> schedule.runs().stream())
                .flatMap(List::stream)
                .map(Fault::kind)
                .distinct()
                .toList();

        assertThat(drawn).containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void aFaultStrikesOnceAndAtItsMoment() {
        PlannedFaults faults = new PlannedFaults(List.of(new Fault(FaultKind.COMMIT_IS_LOST, 2)), kind -> {});

        assertThat(faults.strike(Point.COMMIT)).isEmpty();
        assertThat(faults.strike(Point.STATEMENT)).isEmpty();
        assertThat(faults.strike(Point.COMMIT)).contains(FaultKind.COMMIT_IS_LOST);
        assertThat(faults.strike(Point.COMMIT)).isEmpty();
        assertThat(faults.fired()).containsExactly(new Fault(FaultKind.COMMIT_IS_LOST, 2));
    }
}
