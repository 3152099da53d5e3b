package dev.caravan.cluster;

import java.util.Locale;

/** AWS's words as a person reads them. */
final class Words {
    private Words() {}

    static String lower(String status) {
        return String.valueOf(status).toLowerCase(Locale.ROOT);
    }
}
