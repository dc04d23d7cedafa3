package io.gemello.core.rest;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.core.ServiceSlot;
import io.gemello.core.site.Fault;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code /api/gemello/site}: the last report, apply, undo. Who may not change the site reads of the report what concerns assets that he may read. */
public final class SiteEndpoint implements Endpoint {
    private final SiteDesk site;
    private final Guard guard;

    public SiteEndpoint(SiteDesk site, ServiceSlot<Access> access) {
        this.site = site;
        this.guard = new Guard(site, access);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/site", Role.VIEWER, this::report),
            new Route("POST", "/api/gemello/site", Role.INTEGRATOR, this::apply),
            new Route("DELETE", "/api/gemello/site", Role.INTEGRATOR, this::undo));
    }

    private Response report(Request request) {
        SiteReport last = site.report();
        if (last == null) {
            throw HttpProblem.soon("gemello:site.none", "No site has been applied yet.", "It is being read; ask again.");
        }
        Map<String, Object> json = json(last);
        if (!request.subject().has(Role.INTEGRATOR)) {
            Predicate<String> readable = guard.reader(request);
            Map<String, Point> points = guard.catalogue().points();
            json.put("assets", json(last.assets().only(readable)));
            json.put("points", json(last.points().only(id -> points.containsKey(id) && readable.test(points.get(id).asset()))));
            // They quote rows of the files, of whatever asset.
            json.put("faults", List.of());
        }
        return Response.json(json);
    }

    private Response apply(Request request) {
        try {
            return answer(site.apply());
        } catch (IOException failed) {
            throw notStored(failed);
        }
    }

    private Response undo(Request request) {
        try {
            return answer(site.undo());
        } catch (IllegalStateException nothing) {
            throw new HttpProblem(409, "gemello:site.nothing-to-undo", nothing.getMessage(), "Change the files and apply them instead.");
        } catch (IOException failed) {
            throw notStored(failed);
        }
    }

    private static HttpProblem notStored(IOException failed) {
        return HttpProblem.soon("gemello:site.not-stored", "The site could not be read or stored: " + failed, "The site that ran before still runs. Look at the disk and at the rights of the folders, then try again.");
    }

    /** The report; with status 400 and the shape of an error where faults kept the site from being applied. */
    private static Response answer(SiteReport report) {
        Map<String, Object> json = json(report);
        if (!report.refused()) {
            return Response.json(json);
        }
        json.put("status", 400);
        json.put("error", "gemello:site.faults");
        json.put("message", "The site has faults and was not applied.");
        json.put("description", "Mend them in the files and apply again; the site that ran before still runs.");
        return Response.json(json).status(400);
    }

    private static Map<String, Object> json(SiteReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", report.action());
        json.put("at", report.at());
        json.put("applied", report.applied());
        json.put("revision", report.revision());
        json.put("message", report.sentence());
        json.put("assets", json(report.assets()));
        json.put("points", json(report.points()));
        json.put("adapters", json(report.adapters()));
        json.put("faults", report.faults().stream().map(SiteEndpoint::json).toList());
        return json;
    }

    private static Map<String, List<String>> json(SiteReport.Changes changes) {
        return Map.of("added", changes.added(), "changed", changes.changed(), "retired", changes.retired());
    }

    private static Map<String, Object> json(Fault fault) {
        return Map.of("file", fault.file(), "line", fault.line(), "column", fault.column(), "message", fault.message(), "warning", fault.warning());
    }
}
