package dev.caravan.cluster;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may connect, as the environment says it. */
final class Admission {
    private static final String CALLER = "caller";
    private static final String CHECK_IP = "https://checkip.amazonaws.com";

    private final Environment environment;
    private final boolean anyAddress;
    private final List<Problem> problems = new ArrayList<>();

    private Admission(Environment environment, boolean anyAddress) {
        this.environment = environment;
        this.anyAddress = anyAddress;
    }

    /**
     * @param anyAddress whether ranges that let in everybody are wished indeed
     * @throws CaravanException with every range that is wrong
     */
    static List<Cidr> of(Environment environment, boolean anyAddress) {
        return new Admission(environment, anyAddress).read();
    }

    private List<Cidr> read() {
        List<String> texts = environment.list(ClusterSettings.ALLOW_CIDR);
        if (texts.isEmpty()) {
            wrong(
                    "is missing",
                    "Give the ranges that may connect, such as 203.0.113.7/32, or \"caller\" for this machine's own"
                            + " address as the internet sees it.");
        }
        List<Cidr> admitted = texts.stream()
                .map(this::range)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        return admitted;
    }

    private Optional<Cidr> range(String text) {
        if (text.equals(CALLER)) {
            return Optional.of(CallerAddress.ask(environment, callerUrl()));
        }
        Optional<Cidr> range = Cidr.parse(text);
        if (range.isEmpty()) {
            wrong(
                    "has \"" + text + "\", which is no range of addresses",
                    "Give an address and its prefix, such as 203.0.113.7/32 or 2001:db8::/48, or \"caller\".");
        } else if (range.get().isAnybody() && !anyAddress) {
            wrong(
                    "has \"" + text + "\", which lets in everybody",
                    "Give a narrower range, or --allow-any-address if that is what you want.");
        }
        return range;
    }

    private URI callerUrl() {
        String text = environment.text(ClusterSettings.CALLER_ADDRESS_URL, CHECK_IP);
        try {
            URI url = new URI(text);
            if (List.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // told below, as every other text that is no address
        }
        throw new CaravanException(environment.problem(
                ClusterSettings.CALLER_ADDRESS_URL,
                "is \"" + text + "\"",
                "Give an address such as " + CHECK_IP + "."));
    }

    private void wrong(String what, String remedy) {
        problems.add(environment.problem(ClusterSettings.ALLOW_CIDR, what, remedy));
    }
}
