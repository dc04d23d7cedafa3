package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    private final HostNames names = new HostNames(List.of("Twin.example ", ""));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "192.168.1.7", "[::1]:8080", "[fe80::1]", "twin.example:443"})
    void addressesAndOurNamesAreKnown(String host) {
        assertTrue(names.knows(host));
    }

    // A name that an attacker's DNS may point at us.
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "", "[evil]", "twin.example.", "1.2.3", "localhost:80:80"})
    void anyOtherNameIsNot(String host) {
        assertFalse(names.knows(host));
    }

    @Test
    void aRequestWithoutHostIsNot() {
        assertFalse(names.knows(null));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1:8080, true",
        "http://LocalHost:8080, localhost:8080, true",
        "https://twin.example, twin.example, true",
        "https://twin.example, twin.example:443, true",
        "http://[::1]:8080, [::1]:8080, true",
        "http://127.0.0.1:8081, 127.0.0.1:8080, false",
        "http://127.0.0.1, 127.0.0.1:8080, false",
        "http://evil.example, 127.0.0.1:8080, false",
        "null, 127.0.0.1:8080, false"})
    void anOriginIsTheSameByHostAndPort(String origin, String host, boolean same) {
        assertEquals(same, HostNames.same(origin, host));
    }
}
