package dev.caravan.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a process holds at one moment.
 *
 * @param life how often it was started before
 * @param polls how many polls the API had answered whole by then
 * @param heapBytes of living objects, after a full collection
 * @param residentBytes of memory that the system has given it, heap and warehouse and all
 */
record Vitals(int life, long seconds, long polls, long heapBytes, long residentBytes, long files, long threads) {
    static final String HEADER = "life  second   polls   heap MB    RSS MB  files  threads";

    private static final double MEGABYTE = 1 << 20;
    private static final int KILOBYTE = 1 << 10;

    static Vitals of(StartedCaravan caravan, int life, long seconds, long polls)
            throws IOException, InterruptedException {
        long heapBytes = heapBytes(caravan.id());
        Path proc = Path.of("/proc", Long.toString(caravan.id()));
        return new Vitals(
                life,
                seconds,
                polls,
                heapBytes,
                status(proc, "VmRSS:") * KILOBYTE,
                files(proc),
                status(proc, "Threads:"));
    }

    double heapMegabytes() {
        return heapBytes / MEGABYTE;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%4d %7d %7d %9.2f %9.1f %6d %8d",
                life,
                seconds,
                polls,
                heapMegabytes(),
                residentBytes / MEGABYTE,
                files,
                threads);
    }

    /** The last line of the histogram, which is taken after a full collection: {@code Total 123 4567}. */
    private static long heapBytes(long process) throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String output = new String(histogram.getInputStream().readAllBytes(), UTF_8);
        if (histogram.waitFor() != 0) {
            throw new IOException(output);
        }
        String[] total = output.substring(output.lastIndexOf("Total")).split("\\s+");
        return Long.parseLong(total[2]);
    }

    private static long status(Path proc, String name) throws IOException {
        try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long files(Path proc) throws IOException {
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return files.count();
        }
    }
}
