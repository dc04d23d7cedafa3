package io.gemello.http;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Dialect;
import io.gemello.http.people.Doorkeeper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What a request says about who sent it. */
final class Caller {
    private static final int IPV6_NETWORK_GROUPS = 4;

    private Caller() {}

    static Subject identify(Doorkeeper doorkeeper, HttpServletRequest request) {
        return identify(doorkeeper, request, request.getHeader("Authorization"));
    }

    /** On a path whose clients may send their credentials in another way. @param dialect null for none */
    static Subject identify(Doorkeeper doorkeeper, HttpServletRequest request, Dialect dialect) {
        String header = request.getHeader("Authorization");
        return identify(doorkeeper, request, header == null && dialect != null ? dialect.authorization(request.getRequestURI(), QueryText.parse(request.getQueryString())) : header);
    }

    private static Subject identify(Doorkeeper doorkeeper, HttpServletRequest request, String authorization) {
        Subject who = doorkeeper.identify(authorization, sessionId(request), address(request));
        return who != Subject.ANONYMOUS ? who : ClientCertificate.of(request).flatMap(doorkeeper::byCertificate).orElse(who);
    }

    /** Asks later whether this caller would be let in still. */
    static BooleanSupplier standing(Doorkeeper doorkeeper, HttpServletRequest request, Subject who) {
        return doorkeeper.standing(who, request.getHeader("Authorization"), sessionId(request));
    }

    /** The session's id from our cookie, or null. */
    static String sessionId(HttpServletRequest request) {
        String name = cookieName(request.getLocalPort());
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name)) {
                return cookie.getValue();
            }
        }
        return null;
    }

    /** Cookies do not know ports: with the port in the name two runtimes of one host do not sign each other's users out. */
    static String cookieName(int port) {
        return "gemello_" + port;
    }

    /** For counting failures: of an IPv6 address the network alone, since one caller has 2^64 of them. */
    static String address(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        String[] groups = address.replaceAll("[\\[\\]]", "").split(":");
        return groups.length <= IPV6_NETWORK_GROUPS ? address : String.join(":", Arrays.copyOf(groups, IPV6_NETWORK_GROUPS));
    }

    /** On this machine, and not handed on by a proxy that runs here. */
    static boolean onLoopback(HttpServletRequest request) {
        try {
            return request.getHeader("X-Forwarded-For") == null && request.getHeader("Forwarded") == null
                && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException no) {
            return false;
        }
    }

    /** A browser that navigates: it wants a page, not JSON. */
    static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** A script of a page: to it no Basic challenge is sent, or the browser would open its own password box. */
    static boolean script(HttpServletRequest request) {
        return request.getHeader("Sec-Fetch-Mode") != null;
    }

    static boolean handshake(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }
}
