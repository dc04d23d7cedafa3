package io.gemello.twin.models;

import io.gemello.api.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where the caller found this server, for the addresses in a description.
 *
 * @param host with port, as the caller said it; empty for one that cannot be used
 * @param secure whether he came by TLS
 */
record ThingAddress(String host, boolean secure) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:\\d{1,5})?");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    static ThingAddress of(Request request) {
        String host = request.header("Host").orElse("");
        return new ThingAddress(HOST.matcher(host).matches() ? host : "", request.secure());
    }

    /** Of a thing, with a slash behind it: what is relative begins there. Null for an unknown host: relative to where it was found then. */
    String base(String thingId) {
        return host.isEmpty() ? null : (secure ? "https://" : "http://") + host + "/api/2/things/" + segment(thingId) + "/";
    }

    /** Null for an unknown host. */
    String webSocket() {
        return host.isEmpty() ? null : (secure ? "wss://" : "ws://") + host + "/ws/2";
    }

    /** The broker beside it; null for an unknown host. */
    String broker(int port) {
        return host.isEmpty() ? null : "mqtt://" + PORT.matcher(host).replaceFirst("") + ":" + port;
    }

    /** A name as one part of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
    }
}
