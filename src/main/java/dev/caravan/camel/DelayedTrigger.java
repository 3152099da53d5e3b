package dev.caravan.camel;

import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import org.quartz.CronTrigger;
import org.quartz.impl.triggers.CronTriggerImpl;

/**
 * A trigger that comes a while after each time of its cron expression. Quartz asks a trigger for its times and has no other place to
 * say this: a route that waited would count as one in flight, and no one could see when the next run really begins.
 */
final class DelayedTrigger extends CronTriggerImpl {
    private static final long serialVersionUID = 1;

    private final Duration delay;

    DelayedTrigger(CronTrigger trigger, Duration delay) {
        this.delay = delay;
        setKey(trigger.getKey());
        setJobKey(trigger.getJobKey());
        setJobDataMap(trigger.getJobDataMap());
        setPriority(trigger.getPriority());
        setMisfireInstruction(trigger.getMisfireInstruction());
        setStartTime(trigger.getStartTime());
        setTimeZone(trigger.getTimeZone());
        try {
            setCronExpression(trigger.getCronExpression());
        } catch (ParseException e) {
            throw new IllegalStateException("a trigger has read it: " + trigger.getCronExpression(), e);
        }
    }

    Duration delay() {
        return delay;
    }

    @Override
    public Date getFireTimeAfter(Date time) {
        Date undelayed = super.getFireTimeAfter(new Date(time.getTime() - delay.toMillis()));
        return undelayed == null ? null : new Date(undelayed.getTime() + delay.toMillis());
    }
}
