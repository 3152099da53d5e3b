package dev.caravan.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What a soak does, drawn from one number.
 *
 * @param polls how many the API must have answered whole at the end
 * @param period from one trigger to the next; one that comes while a poll goes on waits for its end
 * @param sampling how often is looked at what the process holds; zero means never
 * @param jvmOptions beside those of the launcher
 */
record SoakPlan(long seed, int polls, Duration period, Duration sampling, List<Moment> kills, List<String> jvmOptions) {
    private static final Duration SAMPLING = Duration.ofMinutes(1);
    /** Of a short soak: a process has not warmed up before. */
    private static final Duration SHORTEST_SAMPLING = Duration.ofSeconds(20);

    private static final int SAMPLES = 15;
    private static final int LONGEST_DELAY_MILLIS = 1_500;

    /**
     * When the process is killed.
     *
     * @param polls as soon as so many polls were answered whole
     * @param asking in the midst of the extraction of the next poll; else so many milliseconds later
     */
    record Moment(int polls, boolean asking, int delayMillis) {
        @Override
        public String toString() {
            return "after " + polls + " polls, " + (asking ? "in the midst of extraction" : delayMillis + " ms later");
        }
    }

    SoakPlan {
        kills = List.copyOf(kills);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Kills lie somewhere in the middle half of equal parts of the soak; every second one is in the midst of extraction. */
    static SoakPlan draw(long seed, int polls, Duration duration, int kills) {
        Random random = new Random(seed);
        List<Moment> moments = new ArrayList<>();
        int part = polls / (kills + 1);
        for (int i = 1; i <= kills; i++) {
            int at = i * part - part / 4 + random.nextInt(Math.max(1, part / 2));
            moments.add(new Moment(at, i % 2 == 0, random.nextInt(LONGEST_DELAY_MILLIS)));
        }
        Duration period = duration.dividedBy(polls);
        Duration sampling = Collections.min(List.of(SAMPLING, duration.dividedBy(SAMPLES)));
        return new SoakPlan(
                seed, polls, period, Collections.max(List.of(sampling, SHORTEST_SAMPLING)), moments, List.of());
    }

    /** Without what makes it slow: looks at the process, and the compiler that pays in a long one. */
    SoakPlan inShort() {
        return new SoakPlan(seed, polls, period, Duration.ZERO, kills, List.of("-XX:TieredStopAtLevel=1"));
    }
}
