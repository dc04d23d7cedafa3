package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class GateTest {
    private static final String COOKIE = "gemello_" + FakeRequest.PORT + "=abc";
    private static final String OURS = "http://127.0.0.1:" + FakeRequest.PORT;
    private final AtomicInteger passed = new AtomicInteger();
    private final java.util.List<String> audited = new java.util.ArrayList<>();
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

    private static Gate.Config names() {
        return (Gate.Config) Proxy.newProxyInstance(GateTest.class.getClassLoader(), new Class<?>[] {Gate.Config.class}, (proxy, asked, arguments) -> new String[] {"other.example, twin.example"});
    }
}
