package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request says who it comes from. A token is good as a bearer's and, for browsers that ask for a name and a
 * password, as the password of any name. What is compared takes the same time wherever it differs.
 */
final class Credentials {
    private final PageSettings settings;

    Credentials(PageSettings settings) {
        this.settings = settings;
    }

    /** @param authorization the header as it came */
    boolean accept(Optional<String> authorization) {
        return authorization.map(this::isKnown).orElse(false);
    }

    /** What a browser or a machine is to send, as {@code WWW-Authenticate} says it. */
    String challenge() {
        return "Basic realm=\"Caravan\", charset=\"UTF-8\"";
    }

    private boolean isKnown(String authorization) {
        String[] words = authorization.trim().split(" +", 2);
        if (words.length < 2) {
            return false;
        }
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> isToken(words[1]);
            case "basic" -> isLogin(words[1]);
            default -> false;
        };
    }

    private boolean isToken(String given) {
        return settings.token().map(token -> same(token.value(), given)).orElse(false);
    }

    private boolean isLogin(String encoded) {
        String given;
        try {
            given = new String(Base64.getDecoder().decode(encoded), UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        int colon = given.indexOf(':');
        if (colon < 0) {
            return false;
        }
        boolean known = settings.login()
                .map(login -> same(login.user() + ":" + login.password().value(), given))
                .orElse(false);
        return known | isToken(given.substring(colon + 1));
    }

    /** Digests are of one length, so that not even the length of what is right can be measured. */
    private static boolean same(String right, String given) {
        return MessageDigest.isEqual(digest(right), digest(given));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
