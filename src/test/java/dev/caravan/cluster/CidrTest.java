package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/32, 203.0.113.7/32",
        "203.0.113.7/24, 203.0.113.0/24",
        "255.255.255.255/1, 128.0.0.0/1",
        "10.1.2.3/8, 10.0.0.0/8",
        "1.2.3.4/0, 0.0.0.0/0",
        "2001:DB8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128",
        "2001:db8:1:2:3:4:5:6/48, 2001:db8:1::/48",
        "::/0, ::/0",
        "::1/128, ::1/128",
        "fe80::/10, fe80::/10",
    })
    void isWrittenAsAwsKeepsIt(String given, String kept) {
        assertThat(Cidr.parse(given).orElseThrow().text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "203.0.113.7",
                "203.0.113.7/33",
                "203.0.113/24",
                "256.0.0.1/32",
                "example.org/32",
                "1/8",
                "2001:db8::/129",
                ":::/0",
                "203.0.113.7/-1",
                "203.0.113.7/32; rm"
            })
    void whatIsNoRangeIsNone(String given) {
        assertThat(Cidr.parse(given)).isEmpty();
    }

    @Test
    void halfTheInternetIsEverybody() {
        assertThat(Cidr.parse("128.0.0.0/1").orElseThrow().isAnybody()).isTrue();
        assertThat(Cidr.parse("::/0").orElseThrow().isAnybody()).isTrue();
        assertThat(Cidr.parse("10.0.0.0/8").orElseThrow().isAnybody()).isFalse();
        assertThat(Cidr.parse("2001:db8::/32").orElseThrow().isAnybody()).isFalse();
    }

    @Test
    void oneAddressIsTheNarrowestRange() {
        assertThat(Cidr.ofAddress("198.51.100.23\n")).contains(new Cidr("198.51.100.23/32", false, 32));
        assertThat(Cidr.ofAddress("2001:db8::7")).contains(new Cidr("2001:db8::7/128", true, 128));
        assertThat(Cidr.ofAddress("<html>")).isEmpty();
    }
}
