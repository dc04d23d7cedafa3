package io.gemello.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which {@code Host} headers are ours. A page of a foreign site can make its own name point here (DNS rebinding); then the
 * browser sends that name. An IP address cannot be rebound, so every address is fine.
 */
final class HostNames {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");
    private final Set<String> names = new HashSet<>(Set.of("localhost"));

    /** @param more the bind address and names that an operator configured */
    HostNames(Collection<String> more) {
        more.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty()).forEach(names::add);
    }

    boolean knows(String hostHeader) {
        if (hostHeader == null) {
            return false;
        }
        String name = withoutPort(hostHeader.strip().toLowerCase(Locale.ROOT));
        return names.contains(name) || IPV4.matcher(name).matches() || IPV6.matcher(name).matches();
    }

    /** Whether a page of that origin is a page of this server: the same host and port as the request itself was sent to. */
    static boolean same(String origin, String hostHeader) {
        int scheme = origin.indexOf("://");
        if (scheme < 0 || hostHeader == null) {
            return false;
        }
        String defaultPort = origin.startsWith("https:") ? ":443" : ":80";
        return full(origin.substring(scheme + 3), defaultPort).equals(full(hostHeader.strip(), defaultPort));
    }

    private static String full(String host, String defaultPort) {
        String lower = host.toLowerCase(Locale.ROOT);
        return withoutPort(lower).equals(lower) ? lower + defaultPort : lower;
    }

    static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') && host.indexOf(':') == colon || colon > 0 && host.charAt(colon - 1) == ']' ? host.substring(0, colon) : host;
    }
}
