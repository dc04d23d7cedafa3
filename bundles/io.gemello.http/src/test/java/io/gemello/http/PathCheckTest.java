package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.http.HttpProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "", "*", "a", "/a/../b", "/a/./b", "/..", "/%2e%2e/a", "/.%2E/a", "/a/%2e", "//a", "/a//b", "/a;x=1/b", "/a/b;", "/a/..;/b", "/a%00", "/a%0d%0ab", "/a%7f",
        "/a\\b", "/a%5cb", "/a%5C..%5Cb", "/%c0%ae%c0%ae/a", "/%e0%80%ae/a", "/%ff", "/a%", "/a%2", "/a%zz", "/%u0041", "/a b", "/ä", "/a#b", "/x/a%2f..%2fb", "/x/..%2fb", "/system%2fconsole"})
    void aPathWithTwoMeaningsIsRefused(String path) {
        assertEquals(400, assertThrows(HttpProblem.class, () -> PathCheck.segments(path)).status());
    }

    @Test
    void aPathLongerThanAnyOfOursIsRefused() {
        assertThrows(HttpProblem.class, () -> PathCheck.segments("/" + "a".repeat(5000)));
    }

    @Test
    void escapesStayInTheSegmentsSoThatAnEscapedSlashIsNoSlash() {
        assertEquals(List.of("api", "2", "things", "org.first:rack-1", "a%2Fb%20c", ""), PathCheck.segments("/api/2/things/org.first:rack-1/a%2Fb%20c/"));
        assertEquals(List.of(""), PathCheck.segments("/"));
    }

    @Test
    void decodingHappensOnce() {
        assertEquals("%2e%2e", PathCheck.decode("%252e%252e"));
        assertEquals("a+ä/", PathCheck.decode("a+%C3%A4%2F"));
        assertEquals(List.of("%252e%252e"), PathCheck.segments("/%252e%252e"));
    }
}
