package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
    @Test
    void aQueryKeepsRepeatedParametersAndTheirOrder() {
        assertEquals(Map.of("a", List.of("1", "3"), "b c", List.of("ä&="), "d", List.of("")), QueryText.parse("a=1&b+c=%C3%A4%26%3D&a=3&d&"));
        assertEquals(Map.of(), QueryText.parse(null));
        assertEquals(400, assertThrows(HttpProblem.class, () -> QueryText.parse("a=%")).status());
        assertThrows(HttpProblem.class, () -> QueryText.parse("a&".repeat(2000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "evil", "/a\r\nSet-Cookie: x=y", "/a b"})
    void aSignInNeverLeadsToAForeignSite(String asked) {
        assertEquals("/", SignInPage.target(asked));
    }

    @Test
    void aSignInLeadsBackToThePathThatWasAsked() {
        assertEquals("/system/console/bundles?a=b&c=%20", SignInPage.target("/system/console/bundles?a=b&c=%20"));
        assertEquals("/", SignInPage.target("/"));
    }

    @Test
    void whatIsFilledIntoAPageIsText() {
        String page = new String((byte[]) Page.filled("sign-in.html", Map.of("to", "/\"><script>", "fault", "<b>'&")).body(), StandardCharsets.UTF_8);
        assertTrue(page.contains("value=\"/&quot;&gt;&lt;script&gt;\"") && page.contains("&lt;b&gt;&#39;&amp;"), page);
        assertTrue(!page.contains("{{"), page);
    }

    @Test
    void theServersAddressIsReadInEveryFormThatTheFrameworkMayGiveIt() {
        assertEquals(8081, ServerWatch.endpoint(new String[] {"https://127.0.0.1:8443/", "http://127.0.0.1:8081/"}).getPort());
        assertEquals(8082, ServerWatch.endpoint(List.of("http://127.0.0.1:8082/")).getPort());
        assertEquals(8083, ServerWatch.endpoint("http://127.0.0.1:8083/").getPort());
        assertNull(ServerWatch.endpoint(null));
        assertNull(ServerWatch.endpoint(new String[] {"/"}));
    }

    @Test
    void onlyAWholeJsonTypeInUtf8IsReadAsJson() {
        assertEquals(1L, json("application/json", "1"));
        assertEquals(1L, json("application/merge-patch+json; charset=\"UTF-8\"", "1"));
        assertEquals(1L, json(null, "1"));
        assertEquals(1L, json("application/octet-stream", "1"));
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "application/jsonx")) {
            assertEquals(415, assertThrows(HttpProblem.class, () -> json(type, "1")).status(), type);
        }
    }

    @Test
    void callersAreCountedByIpv4AddressAndByIpv6Network() {
        assertEquals("10.0.0.1", Caller.address(FakeRequest.get("/").from("10.0.0.1").servlet()));
        assertEquals("2001:db8:0:1", Caller.address(FakeRequest.get("/").from("2001:db8:0:1:aaaa:bbbb:cccc:dddd").servlet()));
        assertEquals(Caller.address(FakeRequest.get("/").from("[2001:db8:0:1:1:1:1:1]").servlet()), Caller.address(FakeRequest.get("/").from("[2001:db8:0:1:2:2:2:2]").servlet()));
    }

    @Test
    void whoComesThroughAProxyIsNotOnThisMachine() {
        assertTrue(Caller.onLoopback(FakeRequest.get("/").servlet()));
        assertTrue(!Caller.onLoopback(FakeRequest.get("/").with("X-Forwarded-For", "10.0.0.1").servlet()));
        assertTrue(!Caller.onLoopback(FakeRequest.get("/").from("10.0.0.1").servlet()));
    }

    private static Object json(String type, String body) {
        FakeRequest request = FakeRequest.of("PUT", "/x");
        return new Exchange((type == null ? request : request.with("Content-Type", type)).servlet(), Subject.ANONYMOUS, Map.of(), body.getBytes(StandardCharsets.UTF_8)).json();
    }
}
