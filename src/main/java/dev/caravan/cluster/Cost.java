package dev.caravan.cluster;

import dev.caravan.cluster.ClusterSettings.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a warehouse will cost, roughly; a bill is AWS's alone.
 *
 * @param lines for a person
 */
public record Cost(List<String> lines) {
    // on demand, US dollars an hour and node in us-east-1: AWS Price List API, AmazonRedshift, of 2026-09-11
    private static final Map<String, String> NODE_HOUR = Map.of(
            "ra3.large", "0.543",
            "ra3.xlplus", "1.086",
            "ra3.4xlarge", "3.26",
            "ra3.16xlarge", "13.04",
            "rg.large", "0.3801",
            "rg.xlarge", "0.7602",
            "rg.4xlarge", "3.04267",
            "rg.12xlarge", "9.128");
    // the same, an hour and RPU: of 2026-09-22
    private static final BigDecimal RPU_HOUR = new BigDecimal("0.375");
    private static final String STORAGE =
            "Storage $0.024 a GB and month, the password's secret $0.40 a month; snapshots and traffic are not counted.";
    private static final int HOURS_A_MONTH = 730;

    public Cost {
        lines = List.copyOf(lines);
    }

    static Cost of(Capacity capacity, String region) {
        return new Cost(List.of(computing(capacity), STORAGE, source(region)));
    }

    static Cost ofPaused(Capacity capacity, String region) {
        return new Cost(List.of(
                "Paused: no nodes are paid for. When resumed: " + computing(capacity), STORAGE, source(region)));
    }

    static Cost none() {
        return new Cost(List.of("Nothing: there is no warehouse. Snapshots that were kept are paid for."));
    }

    private static String computing(Capacity capacity) {
        if (capacity.kind() == Kind.serverless) {
            return capacity + " at $" + RPU_HOUR + " each: about $" + rounded(times(RPU_HOUR, capacity.units()))
                    + " an hour while queries run, more if it grows under load, nothing while nobody asks.";
        }
        return Optional.ofNullable(NODE_HOUR.get(capacity.nodeType()))
                .map(BigDecimal::new)
                .map(price -> capacity + " at $" + price + " each: about $"
                        + rounded(times(price, capacity.units())) + " an hour, $"
                        + whole(times(price, capacity.units() * HOURS_A_MONTH)) + " a month of " + HOURS_A_MONTH
                        + " hours.")
                .orElse(capacity + ": no price is known here; see aws.amazon.com/redshift/pricing.");
    }

    private static String source(String region) {
        return "Prices on demand of us-east-1, September 2026 (AWS Price List)"
                + (region.equals("us-east-1") ? "" : "; those of " + region + " differ")
                + ". An estimate, no promise.";
    }

    private static BigDecimal times(BigDecimal price, int units) {
        return price.multiply(BigDecimal.valueOf(units));
    }

    private static String rounded(BigDecimal dollars) {
        return dollars.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static String whole(BigDecimal dollars) {
        return String.format(
                Locale.ROOT, "%,d", dollars.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}
