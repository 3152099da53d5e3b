package dev.caravan.camel;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.quartz.CronExpression;
import org.quartz.CronTrigger;

/**
 * The times of a trigger, past ones too, which the trigger itself does not tell.
 *
 * @param cron with its time zone
 * @param delay by how much each time is later than the expression says
 */
record Timetable(CronExpression cron, Duration delay) {

    static Timetable of(CronTrigger trigger) {
        CronExpression cron = parsed(trigger.getCronExpression());
        cron.setTimeZone(trigger.getTimeZone());
        return new Timetable(cron, trigger instanceof DelayedTrigger delayed ? delayed.delay() : Duration.ZERO);
    }

    private static CronExpression parsed(String cron) {
        try {
            return new CronExpression(cron);
        } catch (ParseException e) {
            throw new IllegalStateException("a trigger has read it: " + cron, e);
        }
    }

    Optional<Instant> after(Instant time) {
        return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(time.minus(delay))))
                .map(next -> next.toInstant().plus(delay));
    }

    /**
     * The last time that came since a run ended without another one.
     *
     * @param within a time that came longer ago than this counts no more
     */
    Optional<Instant> missed(Instant lastRun, Instant now, Duration within) {
        Instant earliest = now.minus(within);
        Optional<Instant> missed = Optional.empty();
        Optional<Instant> next = after(lastRun.isAfter(earliest) ? lastRun : earliest);
        while (next.filter(time -> !time.isAfter(now)).isPresent()) {
            missed = next;
            next = after(next.get());
        }
        return missed;
    }
}
