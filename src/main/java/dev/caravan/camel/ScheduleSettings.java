package dev.caravan.camel;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * What the schedule of an environment says beside its times, which the triggers' routes take from the properties themselves. Those
 * are checked here, because Quartz takes an unknown time zone for Greenwich in silence.
 *
 * @param catchUpWithin a time that was missed longer ago is not made up for; zero where none is
 * @param jitter triggers come later than their times say by less than this
 */
public record ScheduleSettings(Duration catchUpWithin, Duration jitter) {
    private static final String CRON = "schedule.cron";
    private static final String POLL_CRON = "schedule.poll-cron";
    private static final String TIME_ZONE = "schedule.time-zone";
    private static final String CATCH_UP = "schedule.catch-up";
    private static final String CATCH_UP_WITHIN = "schedule.catch-up-within";
    private static final String JITTER = "schedule.jitter";
    private static final String ONCE = "once";
    private static final Duration WITHIN_IF_NOT_SET = Duration.ofHours(12);

    public ScheduleSettings {
        requireNonNull(catchUpWithin, "catchUpWithin is null");
        requireNonNull(jitter, "jitter is null");
    }

    /** @param problems takes what cannot be used */
    static ScheduleSettings of(Environment environment, Instant now, List<Problem> problems) {
        cronProblem(environment, CRON, environment.text(CRON), now).ifPresent(problems::add);
        environment
                .find(POLL_CRON)
                .flatMap(cron -> cronProblem(environment, POLL_CRON, cron, now))
                .ifPresent(problems::add);
        timeZoneProblem(environment).ifPresent(problems::add);
        String catchUp = environment.text(CATCH_UP, ONCE);
        if (!Set.of(ONCE, "none").contains(catchUp)) {
            problems.add(environment.problem(
                    CATCH_UP,
                    "is \"" + catchUp + "\"",
                    "Give once, to make up for a missed daily run by one run, or none."));
        }
        Duration within = duration(environment, CATCH_UP_WITHIN, WITHIN_IF_NOT_SET, problems);
        Duration jitter = duration(environment, JITTER, Duration.ZERO, problems);
        return new ScheduleSettings(catchUp.equals(ONCE) ? within : Duration.ZERO, jitter);
    }

    /** Whether a run that was missed is made up for. */
    public boolean catchesUp() {
        return !catchUpWithin.isZero();
    }

    private static Duration duration(Environment environment, String key, Duration otherwise, List<Problem> problems) {
        try {
            return environment.duration(key, otherwise);
        } catch (CaravanException e) {
            problems.addAll(e.problems());
            return otherwise;
        }
    }

    private static Optional<Problem> cronProblem(Environment environment, String key, String cron, Instant now) {
        try {
            if (new CronExpression(cron).getNextValidTimeAfter(Date.from(now)) != null) {
                return Optional.empty();
            }
            return Optional.of(environment.problem(
                    key, "is \"" + cron + "\", which never comes again", "Take the year out of it, or a later one."));
        } catch (ParseException e) {
            return Optional.of(environment.problem(
                    key,
                    "is \"" + cron + "\", which is no cron expression: " + e.getMessage(),
                    "Give seconds, minutes, hours, day of month, month and day of week, such as 0 0 7 * * ? for seven"
                            + " o'clock every day."));
        }
    }

    private static Optional<Problem> timeZoneProblem(Environment environment) {
        String zone = environment.text(TIME_ZONE);
        return Set.of(TimeZone.getAvailableIDs()).contains(zone)
                ? Optional.empty()
                : Optional.of(environment.problem(
                        TIME_ZONE,
                        "is \"" + zone + "\", which is no time zone",
                        "Give a name such as UTC or Europe/Berlin."));
    }
}
