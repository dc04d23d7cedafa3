package io.gemello.bim;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Audit;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.CsvTable;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.bim.ifc.IfcGuid;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.mapping.Decisions;
import io.gemello.bim.mapping.Mapper;
import io.gemello.bim.mapping.MappingRow;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.bim.mapping.Proposals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /bim/mapping}: which asset and point is which element, what may be, and what people have decided. */
final class MappingEndpoint {
    private static final int USUAL = 1_000;
    private static final int PROPOSALS = 10;
    private static final List<String> STATUSES = Stream.of(Status.values()).map(Status::word).toList();
    private final LiveLoop loop;
    private final Supplier<SiteModel> model;
    private final Supplier<Catalogue> catalogue;
    private final AssetGuard guard;
    private final Decisions decisions;
    private final Supplier<Audit> audit;

    /** The suppliers give null for none. */
    MappingEndpoint(LiveLoop loop, Supplier<SiteModel> model, Supplier<Catalogue> catalogue, AssetGuard guard, Decisions decisions, Supplier<Audit> audit) {
        this.loop = loop;
        this.model = model;
        this.catalogue = catalogue;
        this.guard = guard;
        this.decisions = decisions;
        this.audit = audit;
    }

    /** Filters: {@code status}, {@code kind}, {@code q} (in id); {@code limit}, {@code cursor}. The counts are of all that the caller may see. */
    Response list(Request request) {
        Predicate<MappingRow> readable = readable(request);
        String status = Query.word(request, "status", STATUSES);
        String kind = Query.word(request, "kind", List.of("asset", "point"));
        String q = request.query("q").orElse("");
        int from = Query.number(request, "cursor", 0);
        int limit = Query.number(request, "limit", USUAL);
        List<MappingRow> all = loop.snapshot().plan().mapping().stream().filter(readable).toList();
        List<MappingRow> wanted = all.stream().filter(row -> (status.isEmpty() || status.equals(row.status().word())) && (kind.isEmpty() || kind.equals(row.kind())) && row.id().contains(q)).toList();
        List<Map<String, Object>> rows = wanted.stream().skip(from).limit(limit).map(this::json).toList();
        if (CsvTable.wanted(request)) {
            return CsvTable.of("mapping", wanted.stream().map(this::json).toList());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("counts", Mapper.counts(all));
        json.put("mapping", rows);
        json.put("cursor", from + limit < wanted.size() ? from + limit : null);
        return Response.json(json);
    }

    private Predicate<MappingRow> readable(Request request) {
        AssetGuard.Reader reader = guard.reader(request.subject());
        Catalogue now = catalogue.get();
        return row -> {
            Point point = row.kind().equals("point") ? now.points().get(row.id()) : null;
            return point == null ? reader.assets().test(row.id()) : reader.reads(point);
        };
    }

    /** Of a point its asset. */
    private static String asset(Catalogue now, String kind, String id) {
        Point point = kind.equals("point") ? now.points().get(id) : null;
        return point == null ? id : point.asset();
    }

    private Map<String, Object> json(MappingRow row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", row.kind());
        json.put("id", row.id());
        json.put("status", row.status().word());
        json.put("ifcGuid", row.ifcGuid());
        json.put("by", row.by());
        json.put("detail", row.detail());
        json.put("candidates", row.candidates());
        Decisions.Decision decision = decisions.all().get(row.kind() + "/" + row.id());
        json.put("author", decision == null ? null : decision.author());
        json.put("decided", decision == null ? null : decision.time());
        return json;
    }

    private MappingRow row(Request request) {
        String kind = request.pathVariable("kind");
        String id = request.pathVariable("id");
        return loop.snapshot().plan().mapping().stream().filter(row -> row.kind().equals(kind) && row.id().equals(id)).filter(readable(request)).findFirst()
            .orElseThrow(() -> new HttpProblem(404, "gemello:bim.unknown-mapping", "There is no " + (kind.equals("point") ? "point" : "asset") + " '" + id + "'.", "GET /bim/mapping lists all."));
    }

    /** One with the elements that it may be, the best first. */
    Response one(Request request) {
        MappingRow row = row(request);
        Map<String, Object> json = json(row);
        json.put("proposals", proposals(row));
        return Response.json(json);
    }

    private List<Map<String, Object>> proposals(MappingRow row) {
        SiteModel now = model.get();
        Catalogue site = catalogue.get();
        List<Map<String, Object>> found = new ArrayList<>();
        if (now != null) {
            Set<String> taken = loop.snapshot().plan().mapping().stream().filter(other -> other.ifcGuid() != null && !other.id().equals(row.id())).map(MappingRow::ifcGuid).collect(Collectors.toSet());
            for (Proposals.Proposal one : new Proposals(site, now.ifc(), taken).of(asset(site, row.kind(), row.id()), row.kind().equals("point") ? row.id() : null, PROPOSALS)) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("ifcGuid", one.element().guid());
                json.put("entity", one.element().entity());
                json.put("name", one.element().name());
                json.put("score", Math.round(one.score() * 100) / 100.0);
                json.put("reasons", one.reasons());
                found.add(json);
            }
        }
        return found;
    }

    /** {@code {"ifcGuid": …}}: from now on it is that element, whatever columns and rules say. */
    Response decide(Request request) throws IOException {
        MappingRow row = row(request);
        String guid = request.json() instanceof Map<?, ?> body && body.get("ifcGuid") instanceof String text ? text : "";
        SiteModel now = model.get();
        IfcObject object = now == null ? null : now.ifc().byGuid(guid);
        if (!IfcGuid.isValid(guid) || now != null && object == null) {
            throw new HttpProblem(422, "gemello:bim.unknown-element", "The model has no element '" + guid + "'.", "Give {\"ifcGuid\": …} of an element that GET /bim/elements lists.");
        }
        return changed(request, row, guid, "bim.mapping.decide");
    }

    /** Takes back what a person has decided: columns and rules count again. */
    Response undo(Request request) throws IOException {
        return changed(request, row(request), null, "bim.mapping.undo");
    }

    private Response changed(Request request, MappingRow row, String guid, String what) throws IOException {
        if (!decisions.decide(row.kind() + "/" + row.id(), guid, request.subject().name())) {
            throw new HttpProblem(409, "gemello:bim.undecided", "Nobody has decided on " + row.id() + ".", "Columns and rules say what it is.");
        }
        loop.decided(decisions.guids());
        Audit trail = audit.get();
        if (trail != null) {
            trail.record(request.subject(), what, row.kind() + " " + row.id() + (guid == null ? "" : " " + guid), "done");
        }
        return Response.empty(204);
    }
}
