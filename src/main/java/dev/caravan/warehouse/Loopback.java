package dev.caravan.warehouse;

import java.util.Locale;

/** Tells a database of this machine, whose connection nobody can listen to, from others. Asks no name server. */
public final class Loopback {
    private Loopback() {}

    /** @param host as a URL has it */
    public static boolean is(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1")
                || name.matches("127(\\.\\d{1,3}){3}");
    }
}
