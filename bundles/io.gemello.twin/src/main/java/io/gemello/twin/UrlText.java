package io.gemello.twin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as a segment of a URL's path. */
final class UrlText {
    private UrlText() {}

    static String escape(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
    }
}
