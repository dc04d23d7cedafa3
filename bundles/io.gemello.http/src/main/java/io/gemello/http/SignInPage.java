package io.gemello.http;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.http.people.Doorkeeper;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /sign-in} and {@code /sign-out} for browsers: a form that works without scripts, or the single-use link of an interactive start. */
@Component
public final class SignInPage implements Endpoint {
    private static final int MAX_FORM = 8192;
    private static final int SEE_OTHER = 303;
    private static final long COOKIE_SECONDS = 7L * 24 * 3600;
    private final Doorkeeper doorkeeper;

    @Activate
    public SignInPage(@Reference Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public List<Route> routes() {
        return List.of(
            new Route("GET", "/sign-in", Role.ANYONE, this::show),
            new Route("POST", "/sign-in", Role.ANYONE, MAX_FORM, this::signIn),
            new Route("POST", "/sign-out", Role.ANYONE, MAX_FORM, this::signOut));
    }

    private Response show(Request request) {
        Optional<String> link = request.query("link");
        String target = target(request.query("to").orElse("/"));
        if (link.isEmpty() || !request.method().equals("GET")) {
            return form(200, target, "");
        }
        // A page that goes on by itself and not a redirect: after a redirect from elsewhere a browser would not send a strict cookie.
        return doorkeeper.signInByLink(link.get())
            .map(session -> Page.filled("signed-in.html", Map.of("to", target)).header("Set-Cookie", cookie(request, session, COOKIE_SECONDS)))
            .orElseGet(() -> form(401, target, "This link was used already or is too old. Sign in with name and password."));
    }

    private Response signIn(Request request) {
        if (!request.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            throw new HttpProblem(415, "gemello:body.type", "The sign-in takes a form.", "Programs send Basic credentials or a token with each request instead.");
        }
        Map<String, List<String>> form = QueryText.parse(new String(request.body(), StandardCharsets.UTF_8));
        String target = target(first(form, "to"));
        try {
            String session = doorkeeper.signIn(first(form, "name").strip(), first(form, "password"), Caller.address(servlet(request)));
            return Response.empty(SEE_OTHER).header("Location", target).header("Set-Cookie", cookie(request, session, COOKIE_SECONDS));
        } catch (HttpProblem refused) {
            Response page = form(refused.status(), target, refused.status() == 401 ? "Name or password is wrong." : refused.getMessage());
            for (Map.Entry<String, String> header : refused.headers().entrySet()) {
                page = page.header(header.getKey(), header.getValue());
            }
            return page;
        }
    }

    private Response signOut(Request request) {
        String session = Caller.sessionId(servlet(request));
        if (session != null) {
            doorkeeper.signOut(session);
        }
        return Response.empty(SEE_OTHER).header("Location", "/sign-in").header("Set-Cookie", cookie(request, "", 0));
    }

    private static Response form(int status, String target, String fault) {
        return Page.filled("sign-in.html", Map.of("to", target, "fault", fault)).status(status);
    }

    /** A path of this server, or the front page: a sign-in must not lead to a foreign site. */
    static String target(String asked) {
        return asked.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*") ? asked : "/";
    }

    private static String first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).get(0);
    }

    private static String cookie(Request request, String value, long seconds) {
        HttpServletRequest servlet = servlet(request);
        return Caller.cookieName(servlet.getLocalPort()) + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict" + (servlet.isSecure() ? "; Secure" : "");
    }

    private static HttpServletRequest servlet(Request request) {
        return ((Exchange) request).servlet();
    }
}
