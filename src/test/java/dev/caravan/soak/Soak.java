package dev.caravan.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Soaks {@code caravan start} and prints what came out. Run by hand, on Linux: the arguments are how many polls, in how many
 * seconds, and a seed; {@code docs/operate.md} says how, and what came out. What it made stays for who wants to look.
 */
public final class Soak {
    private static final int KILLS = 3;

    private Soak() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        SoakPlan plan = SoakPlan.draw(
                seed, Integer.parseInt(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[1])), KILLS);
        Path scratch = Files.createTempDirectory("soak");
        System.out.println(plan + " in " + scratch + "\n" + Vitals.HEADER);

        SoakReport report = SoakRun.perform(plan, scratch);

        report.print();
        System.exit(report.complaints().isEmpty() ? 0 : 1);
    }
}
