package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making: the checksum by which a file is known again, and a part found whole. */
public final class Sha256 {
    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    MessageDigest digest() {
        return digest;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of a file's bytes, in lower-case hexadecimal digits; constant memory. */
    public static String of(Path file) throws IOException {
        Sha256 sha256 = new Sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256.digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return sha256.hex();
    }

    /** Of a text in UTF-8. */
    public static String of(String text) {
        Sha256 sha256 = new Sha256();
        sha256.digest.update(text.getBytes(UTF_8));
        return sha256.hex();
    }
}
