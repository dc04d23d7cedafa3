package io.gemello.twin.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plain text that says what is to be sent from now on.
 *
 * @param name e.g. {@code START-SEND-EVENTS}
 * @param parameters decoded
 */
record ControlFrame(boolean start, Kind kind, String name, Map<String, String> parameters) {
    private static final Pattern SEND = Pattern.compile("((START|STOP)-SEND-([A-Z-]+))(?:\\?(.*))?", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("(JWT-TOKEN)\\?(.*)", Pattern.DOTALL);

    enum Kind { EVENTS, MESSAGES, LIVE_COMMANDS, LIVE_EVENTS, POLICY_ANNOUNCEMENTS, JWT_TOKEN }

    /** Empty for what is none. */
    static Optional<ControlFrame> of(String text) {
        if (text.startsWith("{")) {
            return Optional.empty();
        }
        Matcher token = TOKEN.matcher(text);
        if (token.matches()) {
            return Optional.of(new ControlFrame(true, Kind.JWT_TOKEN, token.group(1), parameters(token.group(2))));
        }
        Matcher send = SEND.matcher(text);
        if (!send.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values()).filter(kind -> kind != Kind.JWT_TOKEN && kind.name().replace('_', '-').equals(send.group(3))).findFirst()
            .map(kind -> new ControlFrame(send.group(2).equals("START"), kind, send.group(1), parameters(send.group(4))));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** Some clients escape, some do not: what is no escape is meant as it stands. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException plain) {
            return text;
        }
    }

    /** Null for none. */
    String parameter(String parameter) {
        String text = parameters.get(parameter);
        return text == null || text.isBlank() ? null : text;
    }

    /** Null for all. */
    Set<String> namespaces() {
        String text = parameter("namespaces");
        if (text == null) {
            return null;
        }
        Set<String> namespaces = new LinkedHashSet<>();
        Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).forEach(namespaces::add);
        return namespaces;
    }
}
