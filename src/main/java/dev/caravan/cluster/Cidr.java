package dev.caravan.cluster;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses in the form in which AWS keeps it: the bits behind the prefix are zero, IPv6 is shortened.
 *
 * @param text such as {@code 203.0.113.7/32}
 */
record Cidr(String text, boolean version6, int prefix) {
    private static final Pattern FORM = Pattern.compile("([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/(\\d{1,3})");
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern ZEROS = Pattern.compile("(?:(?:^|:)0(?=:|$)){2,}");
    // 10.0.0.0/8 is the largest range that one network of one's own has; half the internet is /1
    private static final int WIDEST_4 = 8;
    private static final int WIDEST_6 = 32;

    /** Nothing where the text is no range of addresses; names are not looked up. */
    static Optional<Cidr> parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean version6 = form.group(1).contains(":");
        if (!version6 && !FOUR_NUMBERS.matcher(form.group(1)).matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(form.group(2));
        return bytes(form.group(1))
                .filter(address -> address.length == (version6 ? 16 : 4) && prefix <= address.length * Byte.SIZE)
                .map(address -> new Cidr(canonical(address, prefix) + "/" + prefix, version6, prefix));
    }

    /** One address alone. */
    static Optional<Cidr> ofAddress(String address) {
        return parse(address.trim() + (address.contains(":") ? "/128" : "/32"));
    }

    /** Whether it lets in so much of the internet that it may as well be all of it. */
    boolean isAnybody() {
        return prefix < (version6 ? WIDEST_6 : WIDEST_4);
    }

    private static Optional<byte[]> bytes(String literal) {
        try {
            // digits, dots and colons alone: never a name that a server would be asked for
            return Optional.of(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String canonical(byte[] address, int prefix) {
        int bits = address.length * Byte.SIZE;
        BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - prefix));
        byte[] masked = new BigInteger(1, address).and(mask).toByteArray();
        byte[] kept = new byte[address.length];
        int length = Math.min(masked.length, kept.length);
        System.arraycopy(masked, masked.length - length, kept, kept.length - length, length);
        try {
            String text = InetAddress.getByAddress(kept).getHostAddress();
            return address.length == 4 ? text : shortened(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no address of " + kept.length + " bytes", e);
        }
    }

    /** The longest run of zeros becomes {@code ::} (RFC 5952). */
    private static String shortened(String text) {
        Matcher zeros = ZEROS.matcher(text);
        int start = -1;
        int end = -1;
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > end - start) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        if (start < 0) {
            return text;
        }
        String after = text.substring(end);
        return text.substring(0, start) + "::" + (after.startsWith(":") ? after.substring(1) : after);
    }

    @Override
    public String toString() {
        return text;
    }
}
