package io.gemello.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** As much of a servlet request as the server asks for; any other question fails the test. */
final class FakeRequest {
    static final int PORT = 8080;
    private final String method;
    private final String path;
    private String query;
    private String address = "127.0.0.1";
    private final Map<String, Object> attributes = new TreeMap<>();
    private List<Part> parts = List.of();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private FakeRequest(String method, String path) {
        this.method = method;
        this.path = path;
        headers.put("Host", "127.0.0.1:" + PORT);
    }

    static FakeRequest get(String path) {
        return new FakeRequest("GET", path);
    }

    static FakeRequest of(String method, String path) {
        return new FakeRequest(method, path);
    }

    FakeRequest with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    FakeRequest query(String text) {
        query = text;
        return this;
    }

    FakeRequest from(String other) {
        address = other;
        return this;
    }

    /** As a browser sends a form with files. */
    FakeRequest parts(Part... some) {
        parts = List.of(some);
        return with("Content-Type", "multipart/form-data; boundary=x").with("Content-Length", "1000");
    }

    HttpServletRequest servlet() {
        return (HttpServletRequest) Proxy.newProxyInstance(FakeRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (proxy, asked, arguments) -> switch (asked.getName()) {
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getParameter" -> QueryText.parse(query).getOrDefault((String) arguments[0], Collections.singletonList(null)).get(0);
            case "getParameterValues" -> QueryText.parse(query).containsKey((String) arguments[0]) ? QueryText.parse(query).get((String) arguments[0]).toArray(new String[0]) : null;
            case "getContentType" -> headers.get("Content-Type");
            case "getParts" -> parts;
            case "getInputStream" -> throw new IllegalStateException("no stream in this test");
            case "getMethod" -> method;
            case "getRequestURI" -> path;
            case "getQueryString" -> query;
            case "getHeader" -> headers.get((String) arguments[0]);
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "getContentLengthLong" -> Long.parseLong(headers.getOrDefault("Content-Length", "-1"));
            case "getCookies" -> cookies();
            case "getLocalPort" -> PORT;
            case "getRemoteAddr" -> address;
            case "isSecure" -> false;
            default -> throw new AssertionError("not foreseen: " + asked);
        });
    }

    private Cookie[] cookies() {
        String header = headers.get("Cookie");
        return header == null ? null : Arrays.stream(header.split("; ")).map(pair -> new Cookie(pair.split("=")[0], pair.split("=")[1])).toArray(Cookie[]::new);
    }
}
