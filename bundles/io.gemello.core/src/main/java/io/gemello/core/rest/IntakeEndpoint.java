package io.gemello.core.rest;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.core.intake.IntakeDesk;
import io.gemello.core.intake.SessionStatus;
import io.gemello.core.intake.UnknownUnits;
import io.gemello.core.intake.Unmapped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /api/gemello/adapters} and {@code /api/gemello/unmapped}: who delivers, and what leads nowhere. */
public final class IntakeEndpoint implements Endpoint {
    private final IntakeDesk intake;
    private final UnknownUnits units;

    public IntakeEndpoint(IntakeDesk intake, UnknownUnits units) {
        this.intake = intake;
        this.units = units;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/adapters", Role.VIEWER, this::adapters), new Route("GET", "/api/gemello/unmapped", Role.OPERATOR, this::unmapped));
    }

    private Response adapters(Request request) {
        List<Object> all = new ArrayList<>();
        for (SessionStatus session : intake.status()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("adapter", session.name());
            json.put("type", session.type());
            json.put("description", session.description());
            json.put("state", session.status() == null ? "absent" : session.status().state().name().toLowerCase(Locale.ROOT));
            json.put("message", session.status() == null ? "the site names it, but it does not run" : session.status().message());
            json.put("since", session.since());
            json.put("wanted", session.wanted());
            json.put("samples", session.samples());
            json.put("lastSample", session.lastSample());
            json.put("inFlight", session.inFlight());
            json.put("refused", session.refused());
            json.put("lost", session.lost());
            all.add(json);
        }
        return Response.json(Map.of("adapters", all));
    }

    private Response unmapped(Request request) {
        Map<String, Object> page = Paging.page(request, "unmapped", intake.unmapped().all(), entry -> entry.adapter() + " " + entry.address(), IntakeEndpoint::json);
        List<Object> spellings = new ArrayList<>();
        for (UnknownUnits.Entry entry : units.all()) {
            spellings.add(Map.of("adapter", entry.adapter(), "address", entry.address(), "unit", entry.spelling(), "expected", entry.expected(), "count", units.count(entry)));
        }
        page.put("unknownUnits", spellings);
        return Response.json(page);
    }

    private static Map<String, Object> json(Unmapped.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("adapter", entry.adapter());
        json.put("address", entry.address());
        json.put("payload", entry.payload());
        json.put("unit", entry.unit());
        json.put("count", entry.count());
        json.put("first", ReadingJson.time(entry.first()));
        json.put("last", ReadingJson.time(entry.last()));
        return json;
    }
}
