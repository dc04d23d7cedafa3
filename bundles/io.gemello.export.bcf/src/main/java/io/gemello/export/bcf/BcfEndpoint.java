package io.gemello.export.bcf;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Role;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.util.List;

/** {@code GET /bim/exports/bcf/issues.bcf}: the issues that the caller may see. */
final class BcfEndpoint {
    private final Issues issues;
    private final AssetGuard guard;
    private final BcfVersion usual;

    BcfEndpoint(Issues issues, AssetGuard guard, BcfVersion usual) {
        this.issues = issues;
        this.guard = guard;
        this.usual = usual;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/bim/exports/bcf/issues.bcf", Role.VIEWER, this::file));
    }

    /** {@code version}: 2.1 or 3.0. */
    private Response file(Request request) throws IOException {
        BcfVersion version = request.query("version").map(given -> BcfVersion.of(given)
            .orElseThrow(() -> new HttpProblem(400, "gemello:bim.bcf-version", "BCF " + given + " is not written.", "version is 2.1 or 3.0."))).orElse(usual);
        Issues.Page page = issues.of(guard.reader(request.subject()));
        if (page == null) {
            throw HttpProblem.soon("gemello:bim.not-yet", "Nothing has been exported yet.", "The site's model and the alerts' history are being read; try again.");
        }
        return Response.bytes("application/octet-stream", BcfArchive.bytes(version, page.all(), page.topics()))
            .header("Content-Disposition", "attachment; filename=\"" + page.all().site() + ".bcf\"");
    }
}
