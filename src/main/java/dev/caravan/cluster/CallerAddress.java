package dev.caravan.cluster;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The address from which the internet sees this machine; asked only where the environment says so. */
final class CallerAddress {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private CallerAddress() {}

    static Cidr ask(Environment environment, URI server) {
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.getDefault())
                .connectTimeout(TIMEOUT)
                .build();
        String answer;
        try {
            var response =
                    client.send(HttpRequest.newBuilder(server).timeout(TIMEOUT).build(), BodyHandlers.ofString());
            answer = response.statusCode() == OK ? response.body().strip() : "status " + response.statusCode();
        } catch (IOException e) {
            throw unknown(environment, server, "does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(environment, server, "was not waited for");
        }
        return Cidr.ofAddress(answer).orElseThrow(() -> unknown(environment, server, "answers no address"));
    }

    private static CaravanException unknown(Environment environment, URI server, String what) {
        return new CaravanException(environment.problem(
                ClusterSettings.ALLOW_CIDR,
                "is \"caller\", and " + server + " " + what,
                "Give the range itself, such as 203.0.113.7/32, or another server in "
                        + ClusterSettings.CALLER_ADDRESS_URL + "."));
    }
}
