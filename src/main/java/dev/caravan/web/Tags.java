package dev.caravan.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for contents, as a browser keeps them: equal only where the contents are. */
final class Tags {
    private static final int LENGTH = 20;

    private Tags() {}

    static String of(byte[] content) {
        return HexFormat.of().formatHex(digest(content)).substring(0, LENGTH);
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
