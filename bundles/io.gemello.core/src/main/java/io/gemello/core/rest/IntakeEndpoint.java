package io.gemello.core.rest;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.core.discovery.Discovery;
import io.gemello.core.intake.AdapterError;
import io.gemello.core.intake.IntakeDesk;
import io.gemello.core.intake.SessionStatus;
import io.gemello.core.intake.UnknownUnits;
import io.gemello.core.intake.Unmapped;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /api/gemello/adapters} and {@code /api/gemello/unmapped}: who delivers, and what leads nowhere. */
public final class IntakeEndpoint implements Endpoint {
    private final IntakeDesk intake;
    private final UnknownUnits units;
    private final ProposalAnswers proposals;

    public IntakeEndpoint(IntakeDesk intake, UnknownUnits units, SiteDesk site, UnitBook book) {
        this.intake = intake;
        this.units = units;
        proposals = new ProposalAnswers(intake, site, new Discovery(book));
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/adapters", Role.VIEWER, this::adapters), new Route("GET", "/api/gemello/unmapped", Role.OPERATOR, this::unmapped));
    }

    private Response adapters(Request request) {
        String state = request.query("state").orElse(null);
        return Response.json(Paging.page(request, "adapters", intake.status(), session -> state == null || session.word().equals(state), SessionStatus::name, IntakeEndpoint::json));
    }

    private static Map<String, Object> json(SessionStatus session) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("adapter", session.name());
        json.put("type", session.type());
        json.put("description", session.description());
        json.put("state", session.word());
        json.put("since", session.since());
        json.put("message", session.message());
        json.put("remedy", session.remedy());
        json.put("wanted", session.wanted());
        json.put("samples", session.samples());
        json.put("lastSample", session.lastSample());
        json.put("inFlight", session.inFlight());
        json.put("refused", session.refused());
        json.put("lost", session.lost());
        json.put("errors", session.errors());
        json.put("lastErrors", session.lastErrors().stream().map(IntakeEndpoint::json).toList());
        return json;
    }

    private static Map<String, Object> json(AdapterError error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", error.last());
        json.put("first", error.first());
        json.put("count", error.count());
        json.put("state", error.state().name().toLowerCase(Locale.ROOT));
        json.put("message", error.message());
        return json;
    }

    private Response unmapped(Request request) throws IOException {
        if (request.query("propose").isPresent() || request.header("Accept").orElse("").startsWith("text/csv")) {
            return proposals.answer(request);
        }
        String adapter = request.query("adapter").orElse(null);
        Map<String, Object> page = Paging.page(request, "unmapped", intake.unmapped().all(), entry -> adapter == null || entry.adapter().equals(adapter), entry -> entry.adapter() + " " + entry.address(), IntakeEndpoint::json);
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
