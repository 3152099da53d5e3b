package dev.caravan.camel;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Leaves retries to the routes, where they can be seen: the HTTP client would try 429 and 503 again by itself, and sleep
 * for as long as {@code Retry-After} says, be it a day.
 */
final class NoHiddenRetries implements HttpClientConfigurer {
    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries();
    }
}
