package dev.caravan.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

/** Which times a schedule has when clocks change, by the class that the triggers of routes ask: docs/operate.md, "Schedule". */
class TimetableTest {
    private static final String DAILY = "0 0 7 * * ?";
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void sevenIsSevenByTheWallInSpring() {
        assertThat(times(DAILY, "2027-03-27T00:00:00Z", 3))
                .containsExactly("2027-03-27T06:00:00Z", "2027-03-28T05:00:00Z", "2027-03-29T05:00:00Z");
    }

    @Test
    void sevenIsSevenByTheWallInAutumn() {
        assertThat(times(DAILY, "2027-10-30T00:00:00Z", 3))
                .containsExactly("2027-10-30T05:00:00Z", "2027-10-31T06:00:00Z", "2027-11-01T06:00:00Z");
    }

    @Test
    void aTimeThatDoesNotExistInSpringIsLeftOutThatDay() {
        assertThat(times("0 30 2 * * ?", "2027-03-27T00:00:00Z", 2))
                .containsExactly("2027-03-27T01:30:00Z", "2027-03-29T00:30:00Z");
    }

    @Test
    void aTimeThatExistsTwiceInAutumnComesOnceTheSecondTime() {
        assertThat(times("0 30 2 * * ?", "2027-10-30T00:00:00Z", 3))
                .containsExactly("2027-10-30T00:30:00Z", "2027-10-31T01:30:00Z", "2027-11-01T01:30:00Z");
    }

    @Test
    void aPollOfEveryHalfHourMissesNoneInSpringAndRestsForAnHourInAutumn() {
        assertThat(times("0 0/30 * * * ?", "2027-03-28T00:00:00Z", 3))
                .containsExactly("2027-03-28T00:30:00Z", "2027-03-28T01:00:00Z", "2027-03-28T01:30:00Z");
        assertThat(times("0 0/30 * * * ?", "2027-10-30T23:00:00Z", 3))
                .containsExactly("2027-10-30T23:30:00Z", "2027-10-31T01:00:00Z", "2027-10-31T01:30:00Z");
    }

    @Test
    void ofTimesThatPassedTheLastIsMissed() {
        assertThat(timetable(DAILY).missed(at("2027-03-25T06:00:05Z"), at("2027-03-27T06:00:00Z"), DAY.multipliedBy(9)))
                .contains(at("2027-03-27T06:00:00Z"));
    }

    @Test
    void nothingIsMissedBetweenTwoTimes() {
        assertThat(timetable(DAILY).missed(at("2027-03-26T06:00:05Z"), at("2027-03-27T05:59:59Z"), DAY))
                .isEmpty();
    }

    @Test
    void whatWasMissedLongerAgoIsNotMadeUpFor() {
        Timetable daily = timetable(DAILY);

        assertThat(daily.missed(at("2027-03-20T06:00:05Z"), at("2027-03-26T17:59:59Z"), Duration.ofHours(12)))
                .contains(at("2027-03-26T06:00:00Z"));
        assertThat(daily.missed(at("2027-03-20T06:00:05Z"), at("2027-03-26T18:00:00Z"), Duration.ofHours(12)))
                .isEmpty();
    }

    @Test
    void aHostsDelayIsAlwaysTheSameAndLessThanTheJitter() {
        Duration span = Duration.ofSeconds(30);
        List<Duration> delays = Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                .map(host -> Jitter.delay(span, "local", host))
                .toList();

        assertThat(delays).allMatch(delay -> !delay.isNegative() && delay.compareTo(span) < 0);
        assertThat(delays).doesNotHaveDuplicates();
        assertThat(Jitter.delay(span, "local", "a")).isEqualTo(delays.get(0));
        assertThat(Jitter.delay(Duration.ZERO, "local", "a")).isZero();
    }

    private static List<String> times(String cron, String after, int count) {
        Timetable timetable = timetable(cron);
        return Stream.iterate(at(after), time -> timetable.after(time).orElseThrow())
                .skip(1)
                .limit(count)
                .map(Instant::toString)
                .toList();
    }

    private static Timetable timetable(String cron) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone("Europe/Berlin"));
            return new Timetable(expression, Duration.ZERO);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
