package io.gemello.http;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code /}: the points and the health of this runtime, plainly. Ranked last, so that any other bundle's front page takes its place. */
@Component(property = Constants.SERVICE_RANKING + ":Integer=-1000")
public final class OverviewPage implements Endpoint {
    private final String version;

    @Activate
    public OverviewPage(BundleContext context) {
        String known = context.getProperty("gemello.version");
        this.version = known == null ? "" : known;
    }

    @Override
    public List<Route> routes() {
        return List.of(
            new Route("GET", "/", Role.VIEWER, request -> Page.filled("overview.html", Map.of("user", request.subject().name(), "version", version))),
            new Route("GET", "/favicon.ico", Role.ANYONE, request -> Page.file("mark.svg")));
    }
}
