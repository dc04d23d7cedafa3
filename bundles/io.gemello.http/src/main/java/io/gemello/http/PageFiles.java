package io.gemello.http;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** {@code /page}: scripts and styles of the server's own pages. They hold nothing that a stranger may not see. */
@Component
public final class PageFiles implements Endpoint {
    private static final List<String> FILES = List.of("page.css", "console.css", "kit.js", "overview.js", "health.js", "adapters.js", "journal.js", "points.js", "audit.js", "mark.svg");

    @Override
    public List<Route> routes() {
        return FILES.stream().map(name -> new Route("GET", "/page/" + name, Role.ANYONE, request -> Page.file(name))).toList();
    }
}
