package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class GateTest {
    private static final String COOKIE = "gemello_" + FakeRequest.PORT + "=abc";
    private static final String APP = "https://app.example.org";
    private static final String OURS = "http://127.0.0.1:" + FakeRequest.PORT;
    private final AtomicInteger passed = new AtomicInteger();
    private final List<String> audited = new ArrayList<>();
    private final Gate gate = new Gate(context(), (who, what, target, outcome) -> audited.add(who.name() + " " + what + " " + target + " " + outcome), names());

    @Test
    void anOrdinaryRequestPassesWithTheHeadersThatBrowsersObey() throws Exception {
        FakeAnswer answer = send(FakeRequest.get("/api/gemello/points"));
        assertEquals(1, passed.get());
        assertTrue(answer.header("Content-Security-Policy").contains("default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"));
        assertTrue(answer.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    }

    @Test
    void onlyTheConsoleMayHaveScriptsInItsPages() throws Exception {
        assertTrue(send(FakeRequest.get("/system/console/bundles")).header("Content-Security-Policy").contains("script-src 'self' 'unsafe-inline'"));
        assertTrue(!send(FakeRequest.get("/x/system/console")).header("Content-Security-Policy").contains("script-src 'self' 'unsafe-inline'"));
    }

    @Test
    void aForeignHostNameIsRefused() throws Exception {
        assertEquals(421, refused(FakeRequest.get("/").with("Host", "evil.example")));
        send(FakeRequest.get("/").with("Host", "twin.example"));
        assertEquals(1, passed.get());
    }

    @Test
    void aPathTrickIsRefusedBeforeAnybodySeesIt() throws Exception {
        assertEquals(400, refused(FakeRequest.get("/system/console/..;/x")));
    }

    @Test
    void anotherSitesPageMayNotChangeAnythingWhateverItSends() throws Exception {
        assertEquals(403, refused(FakeRequest.of("POST", "/x").with("Origin", "http://evil.example")));
        assertEquals(403, refused(FakeRequest.of("DELETE", "/x").with("Origin", "null").with("Authorization", "Basic eDp5")));
    }

    @Test
    void aChangeByCookieNeedsOurOwnOrigin() throws Exception {
        assertEquals(403, refused(FakeRequest.of("POST", "/x").with("Cookie", COOKIE)));
        send(FakeRequest.of("POST", "/x").with("Cookie", COOKIE).with("Origin", OURS));
        send(FakeRequest.of("POST", "/x").with("Authorization", "Bearer t"));
        assertEquals(2, passed.get());
    }

    // A handshake is a GET, and browsers let any page open a socket to any host, with cookies.
    @Test
    void aSocketIsOpenedByOurOwnPagesOnly() throws Exception {
        assertEquals(403, refused(FakeRequest.get("/ws/2").with("Upgrade", "websocket").with("Origin", "http://evil.example")));
        assertEquals(403, refused(FakeRequest.get("/ws/2").with("Upgrade", "WebSocket").with("Cookie", COOKIE)));
        send(FakeRequest.get("/ws/2").with("Upgrade", "websocket").with("Cookie", COOKIE).with("Origin", OURS));
        assertEquals(1, passed.get());
    }

    /** Row 4 of Ditto's observed behaviour: CORS. */
    @Test
    void noForeignPageIsToldAnythingUnlessAnOperatorNamesIt() throws Exception {
        assertEquals(null, send(FakeRequest.get("/api/2/things").with("Origin", APP)).header("Access-Control-Allow-Origin"));
        gate.configure(names("https://other.example," + APP));
        FakeAnswer answer = send(FakeRequest.get("/api/2/things").with("Origin", APP));
        assertEquals(APP, answer.header("Access-Control-Allow-Origin"));
        assertEquals("true", answer.header("Access-Control-Allow-Credentials"));
        assertTrue(answer.header("Access-Control-Expose-Headers").contains("ETag"));
        assertEquals("Origin", answer.header("Vary"));
        assertEquals(null, send(FakeRequest.get("/api/2/things").with("Origin", "https://evil.example")).header("Access-Control-Allow-Origin"));
        assertEquals(null, send(FakeRequest.get("/sign-in").with("Origin", APP)).header("Access-Control-Allow-Origin"));
        send(FakeRequest.of("PUT", "/api/2/things/a:b").with("Origin", APP).with("Authorization", "Basic eDp5"));
        assertEquals(403, refused(FakeRequest.of("POST", "/sign-in").with("Origin", APP)));
        assertEquals(403, refused(FakeRequest.of("PUT", "/api/2/things/a:b").with("Origin", "https://evil.example")));
    }

    @Test
    void aBrowsersQuestionBeforeARequestIsAnsweredWithoutASignIn() throws Exception {
        FakeRequest question = FakeRequest.of("OPTIONS", "/api/2/things/a:b").with("Origin", APP).with("Access-Control-Request-Method", "PUT").with("Access-Control-Request-Headers", "authorization,if-match");
        send(question);
        assertEquals(1, passed.get(), "without a setting it is an ordinary request");
        gate.configure(names(APP));
        FakeAnswer answer = send(question);
        assertEquals(1, passed.get());
        assertEquals(204, answer.status());
        assertTrue(answer.header("Access-Control-Allow-Methods").contains("PATCH"));
        assertEquals("authorization,if-match", answer.header("Access-Control-Allow-Headers"));
        send(FakeRequest.of("OPTIONS", "/api/2/things/a:b").with("Origin", "https://evil.example").with("Access-Control-Request-Method", "PUT"));
        assertEquals(2, passed.get());
    }

    @Test
    void anAsteriskNeverGoesWithWhatABrowserSendsByItself() throws Exception {
        gate.configure(names("*"));
        FakeAnswer answer = send(FakeRequest.get("/api/2/things").with("Origin", APP));
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        assertEquals(null, answer.header("Access-Control-Allow-Credentials"));
        assertEquals(403, refused(FakeRequest.of("PUT", "/api/2/things/a:b").with("Origin", APP).with("Cookie", COOKIE)));
        assertEquals(403, refused(FakeRequest.get("/ws/2").with("Upgrade", "websocket").with("Origin", APP).with("Cookie", COOKIE)));
        send(FakeRequest.of("PUT", "/api/2/things/a:b").with("Origin", APP).with("Authorization", "Bearer t"));
        assertEquals(2, passed.get());
    }

    @Test
    void anOriginThatIsNoneIsSaidAndCountsForNothing() {
        List<String> said = new ArrayList<>();
        new ForeignPages(List.of("app.example.org", APP, "https://app.example.org/path", "null"), said::add);
        assertEquals(3, said.size());
        assertTrue(said.get(0).contains("'app.example.org'"), said.get(0));
    }

    @Test
    void whatIsRefusedIsCounted() throws Exception {
        refused(FakeRequest.get("/").with("Host", "evil.example"));
        refused(FakeRequest.get("/").with("Host", "evil.example"));
        PrometheusText text = new PrometheusText();
        gate.collect(text);
        assertTrue(text.text().contains("gemello_http_refused_total{error=\"gemello:access.host\"} 2\n"), text.text());
    }

    private int refused(FakeRequest request) throws Exception {
        int before = passed.get();
        FakeAnswer answer = send(request);
        assertEquals(before, passed.get(), "it passed");
        return answer.status();
    }

    private FakeAnswer send(FakeRequest request) throws Exception {
        FakeAnswer answer = new FakeAnswer();
        gate.doFilter(request.servlet(), answer.servlet(), (a, b) -> passed.incrementAndGet());
        return answer;
    }

    private static BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(GateTest.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, asked, arguments) -> "127.0.0.1");
    }

    private static Gate.Config names(String... origins) {
        return (Gate.Config) Proxy.newProxyInstance(GateTest.class.getClassLoader(), new Class<?>[] {Gate.Config.class}, (proxy, asked, arguments) -> asked.getName().equals("host_names") ? new String[] {"other.example, twin.example"} : origins);
    }
}
