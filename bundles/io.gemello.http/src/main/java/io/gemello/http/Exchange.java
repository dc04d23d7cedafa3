package io.gemello.http;

import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.http.json.JsonText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request as handlers see it. What it says is copied: the server uses its own request object again. */
final class Exchange implements Request {
    private final HttpServletRequest servlet;
    private final Subject subject;
    private final String path;
    private final String method;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> variables;
    private final Map<String, List<String>> query;
    private final byte[] body;
    private final boolean secure;

    Exchange(HttpServletRequest servlet, Subject subject, Map<String, String> variables, byte[] body) {
        this.servlet = servlet;
        this.subject = subject;
        this.method = servlet.getMethod();
        servlet.getHeaderNames().asIterator().forEachRemaining(name -> headers.put(name, servlet.getHeader(name)));
        this.path = PathCheck.decode(servlet.getRequestURI());
        this.variables = variables;
        this.query = QueryText.parse(servlet.getQueryString());
        this.body = body;
        this.secure = servlet.isSecure();
    }

    /** For the server's own pages alone, and only while they answer. */
    HttpServletRequest servlet() {
        return servlet;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String pathVariable(String name) {
        return PathCheck.decode(rawPathVariable(name));
    }

    @Override
    public String rawPathVariable(String name) {
        String raw = variables.get(name);
        if (raw == null) {
            throw new IllegalArgumentException("the path template has no {" + name + "}");
        }
        return raw;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    @Override
    public Map<String, List<String>> query() {
        return query;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public Object json() {
        String type = headers.get("Content-Type");
        if (type != null && !json(type)) {
            throw new HttpProblem(415, "gemello:body.type", "A body of type " + Quoted.of(type) + " cannot be read here.", "Send Content-Type: application/json, in UTF-8.");
        }
        return JsonText.read(body);
    }

    private static boolean json(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT).replace("\"", "").replace(" ", "");
        String type = lower.split(";", 2)[0];
        boolean utf8 = !lower.contains("charset=") || lower.contains("charset=utf-8") || lower.contains("charset=us-ascii");
        // Bytes of no type: what programs send that say nothing of their body, and no page of another origin without being asked.
        return utf8 && (type.equals("application/json") || type.endsWith("+json") || type.equals("application/octet-stream"));
    }

    @Override
    public boolean secure() {
        return secure;
    }

    @Override
    public boolean wantsEvents() {
        String accept = headers.get("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/event-stream");
    }
}
