package dev.caravan.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one process held from its start to its end. Growth is from the median of the first half to that of the second; the
 * first sample, at which a process still warms up, is in neither.
 */
record Life(List<Vitals> samples) {
    static final int FEWEST_SAMPLES = 5;

    Life {
        samples = List.copyOf(samples);
    }

    double heapGrowthMegabytes() {
        return growth(Vitals::heapMegabytes);
    }

    double fileGrowth() {
        return growth(Vitals::files);
    }

    private double growth(ToDoubleFunction<Vitals> of) {
        List<Vitals> warm = samples.subList(1, samples.size());
        int half = warm.size() / 2;
        return median(warm.subList(half, warm.size()), of) - median(warm.subList(0, half), of);
    }

    private static double median(List<Vitals> some, ToDoubleFunction<Vitals> of) {
        return some.stream().mapToDouble(of).sorted().toArray()[some.size() / 2];
    }

    @Override
    public String toString() {
        Vitals first = samples.get(0);
        Vitals last = samples.get(samples.size() - 1);
        return String.format(
                Locale.ROOT,
                "life %d, %,d polls: heap first %.1f, median %.1f, last %.1f MB, grown by %+.2f MB; files first %d, last %d, grown by %+.0f",
                last.life(),
                last.polls() - first.polls(),
                first.heapMegabytes(),
                median(samples, Vitals::heapMegabytes),
                last.heapMegabytes(),
                heapGrowthMegabytes(),
                first.files(),
                last.files(),
                fileGrowth());
    }
}
