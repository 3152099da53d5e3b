package dev.caravan.web;

import io.vertx.core.MultiMap;
import java.util.Map;

/** What every answer tells the browser not to do with it. */
final class PageHeaders {
    /** Nothing from elsewhere, nothing inline, in nobody's frame. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private PageHeaders() {}

    static Map<String, String> all() {
        return HEADERS;
    }

    static void put(MultiMap headers) {
        HEADERS.forEach(headers::set);
    }
}
