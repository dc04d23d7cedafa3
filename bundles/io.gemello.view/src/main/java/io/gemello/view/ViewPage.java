package io.gemello.view;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** {@code /view}: the page and what it is made of. It asks the other paths for everything that it shows. */
@Component
public final class ViewPage implements Endpoint {
    private final WebFiles files = new WebFiles();

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/view", Role.VIEWER, request -> files.page()), new Route("GET", "/view/{file*}", Role.VIEWER, request -> files.file(request.pathVariable("file"))));
    }
}
