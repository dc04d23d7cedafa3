package io.gemello.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what the server answers; any question that is not foreseen fails the test. */
final class FakeAnswer {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    int status() {
        return status;
    }

    String header(String name) {
        return headers.get(name);
    }

    byte[] body() {
        return body.toByteArray();
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    HttpServletResponse servlet() {
        return (HttpServletResponse) Proxy.newProxyInstance(FakeAnswer.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, asked, arguments) -> answer(asked.getName(), arguments));
    }

    private Object answer(String asked, Object... arguments) {
        return switch (asked) {
            case "getStatus" -> status;
            case "getHeader" -> headers.get((String) arguments[0]);
            case "getContentType" -> headers.get("Content-Type");
            case "isCommitted" -> false;
            case "getOutputStream" -> new Body(body);
            case "setStatus" -> {
                status = (Integer) arguments[0];
                yield null;
            }
            case "setHeader", "addHeader" -> keep((String) arguments[0], arguments[1]);
            case "setContentType" -> keep("Content-Type", arguments[0]);
            case "setContentLength", "setContentLengthLong" -> keep("Content-Length", arguments[0]);
            default -> throw new AssertionError("not foreseen: " + asked);
        };
    }

    private Object keep(String name, Object value) {
        headers.put(name, value.toString());
        return null;
    }

    private static final class Body extends ServletOutputStream {
        private final ByteArrayOutputStream kept;

        Body(ByteArrayOutputStream kept) {
            this.kept = kept;
        }

        @Override
        public void write(int one) {
            kept.write(one);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new AssertionError("not foreseen");
        }
    }
}
