package dev.caravan.docs.powerbi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Ids that follow from names: what Power BI knows a thing by stays the same from export to export. */
final class Ids {
    private Ids() {}

    /** A name-based UUID (RFC 4122, version 3). */
    static String of(String... names) {
        return UUID.nameUUIDFromBytes(("caravan/" + String.join("/", names)).getBytes(UTF_8))
                .toString();
    }
}
