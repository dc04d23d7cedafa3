package io.gemello.view;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;

/** What npm made of the page, as it lies in this bundle. */
final class WebFiles {
    private static final String PAGE = "index.html";
    private static final Pattern NAME = Pattern.compile("(assets/)?[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8",
        "svg", "image/svg+xml", "wasm", "application/wasm", "txt", "text/plain; charset=utf-8");

    /** Browsers ask each time whether it changed: it names the other files. */
    Response page() throws IOException {
        return read(PAGE).header("Cache-Control", "no-cache");
    }

    /** Of the files in {@code assets} the name says the content, so that a browser never asks again. */
    Response file(String name) throws IOException {
        if (!NAME.matcher(name).matches() || name.equals(PAGE)) {
            throw unknown(name);
        }
        return read(name).header("Cache-Control", name.startsWith("assets/") ? "private, max-age=31536000, immutable" : "no-cache");
    }

    private static Response read(String name) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (InputStream in = WebFiles.class.getResourceAsStream("web/" + name)) {
            if (in == null || type == null) {
                throw unknown(name);
            }
            return Response.bytes(type, in.readAllBytes());
        }
    }

    private static HttpProblem unknown(String name) {
        return new HttpProblem(404, "gemello:view.unknown-file", "The view has no file '" + name + "'.", "Open /view; after an update of the bundle load the page again.");
    }
}
