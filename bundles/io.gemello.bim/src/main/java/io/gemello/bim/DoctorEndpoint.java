package io.gemello.bim;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Audit;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.CsvTable;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.bim.doctor.Case;
import io.gemello.bim.doctor.Case.Verdict;
import io.gemello.bim.doctor.Doctor;
import io.gemello.bim.mapping.MappingRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/gemello/bim/doctor}: what became of mapped elements in a new revision of the model, and what people say to it. */
final class DoctorEndpoint {
    private static final String PATH = "/api/gemello/bim/doctor";
    private static final int USUAL = 200;
    private static final int SOON_S = 5;
    private static final List<String> STATES = List.of(Case.OPEN, Verdict.CARRIED.word(), Verdict.ACCEPTED.word(), Verdict.RETIRED.word());
    private static final Logger LOG = LoggerFactory.getLogger(DoctorEndpoint.class);
    private final Doctor doctor;
    private final DoctorDesk desk;
    private final ModelPreview previews;
    private final LiveLoop loop;
    private final Supplier<SiteModel> model;
    private final Supplier<Catalogue> catalogue;
    private final AssetGuard guard;
    private final Supplier<Audit> audit;

    /** A case with what is mapped on it now, or was when it was decided on. */
    private record Shown(Case one, List<String> rows) {}

    /** The suppliers give null for none. */
    DoctorEndpoint(Doctor doctor, DoctorDesk desk, ModelPreview previews, LiveLoop loop, Supplier<SiteModel> model, Supplier<Catalogue> catalogue, AssetGuard guard, Supplier<Audit> audit) {
        this.doctor = doctor;
        this.desk = desk;
        this.previews = previews;
        this.loop = loop;
        this.model = model;
        this.catalogue = catalogue;
        this.guard = guard;
        this.audit = audit;
    }

    List<Route> routes() {
        String one = PATH + "/cases/{guid}";
        return List.of(new Route("GET", PATH, Role.VIEWER, this::overview), new Route("GET", PATH + "/cases", Role.VIEWER, this::list), new Route("GET", one, Role.VIEWER, this::one),
            new Route("POST", one + "/accept", Role.INTEGRATOR, request -> decide(request, Verdict.ACCEPTED)), new Route("POST", one + "/reject", Role.INTEGRATOR, request -> decide(request, Verdict.REJECTED)),
            new Route("POST", one + "/retire", Role.INTEGRATOR, request -> decide(request, Verdict.RETIRED)), new Route("POST", one + "/undo", Role.INTEGRATOR, this::undo),
            new Route("POST", PATH + "/preview", Role.INTEGRATOR, ModelPreview.MOST_SENT, this::preview));
    }

    Response overview(Request request) {
        Map<String, Integer> states = new LinkedHashMap<>();
        states.put("open", 0);
        for (Verdict verdict : List.of(Verdict.CARRIED, Verdict.ACCEPTED, Verdict.RETIRED)) {
            states.put(verdict.word(), 0);
        }
        shown(request).forEach(shown -> states.merge(shown.one().state(), 1, Integer::sum));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revision", doctor.revision());
        json.put("compared", DoctorJson.compared(doctor.compared()));
        json.put("cases", states);
        json.put("trouble", doctor.trouble());
        return Response.json(json);
    }

    /** Those about assets that the caller may read; open ones only while something is mapped on them. */
    private List<Shown> shown(Request request) {
        Predicate<String> reader = guard.reader(request.subject()).assets();
        Catalogue now = catalogue.get();
        List<Shown> all = new ArrayList<>();
        desk.open().forEach((one, rows) -> all.add(new Shown(one, rows.stream().map(MappingRow::key).toList())));
        doctor.cases().stream().filter(one -> !one.isOpen()).forEach(one -> all.add(new Shown(one, one.rows())));
        all.removeIf(shown -> !shown.rows().stream().allMatch(row -> reader.test(asset(now, row))));
        return all;
    }

    /** Of a point its asset. */
    private static String asset(Catalogue now, String row) {
        String id = row.substring(row.indexOf('/') + 1);
        Point point = row.startsWith("point/") ? now.points().get(id) : null;
        return point == null ? id : point.asset();
    }

    /** Filters: {@code state}, {@code q} (in name, tag, GlobalId, what is mapped); {@code limit}, {@code cursor}. */
    Response list(Request request) {
        String state = Query.word(request, "state", STATES);
        String q = request.query("q").orElse("");
        int from = Query.number(request, "cursor", 0);
        int limit = Query.number(request, "limit", USUAL);
        List<Shown> wanted = shown(request).stream().filter(shown -> state.isEmpty() || state.equals(shown.one().state()))
            .filter(shown -> (shown.one().was().name() + " " + shown.one().was().tag() + " " + shown.one().was().guid() + " " + shown.rows()).contains(q)).toList();
        if (CsvTable.wanted(request)) {
            return CsvTable.of("doctor", wanted.stream().map(shown -> DoctorJson.line(shown.one(), shown.rows())).toList());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revision", doctor.revision());
        Set<String> taken = desk.taken();
        json.put("cases", wanted.stream().skip(from).limit(limit).map(shown -> json(shown, taken)).toList());
        json.put("cursor", from + limit < wanted.size() ? from + limit : null);
        return Response.json(json);
    }

    Response one(Request request) {
        return Response.json(json(find(request), desk.taken()));
    }

    private Shown find(Request request) {
        String guid = request.pathVariable("guid");
        return shown(request).stream().filter(shown -> shown.one().was().guid().equals(guid)).findFirst()
            .orElseThrow(() -> new HttpProblem(404, "gemello:bim.unknown-case", "The mapping doctor has no case '" + guid + "'.", "GET " + PATH + "/cases lists all."));
    }

    private Map<String, Object> json(Shown shown, Set<String> taken) {
        SiteModel now = model.get();
        return DoctorJson.one(shown.one(), shown.rows(), now == null ? null : now.ifc(), taken::contains);
    }

    /** What the doctor would say to a model that is not in place yet. */
    private Response preview(Request request) throws IOException {
        Predicate<String> reader = guard.reader(request.subject()).assets();
        Catalogue now = catalogue.get();
        return previews.of(request, candidate -> {
            Doctor.Preview preview;
            try {
                preview = doctor.preview(candidate);
            } catch (Doctor.Impossible none) {
                throw new HttpProblem(409, "gemello:bim.no-model", none.getMessage(), "Put model.ifc into the site's folder first.");
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("compared", DoctorJson.compared(preview.compared()));
            json.put("cases", preview.cases().stream().filter(one -> one.rows().stream().allMatch(row -> reader.test(asset(now, row)))).map(one -> DoctorJson.one(one, one.rows(), candidate, guid -> false)).toList());
            return Response.json(json);
        });
    }

    private Response decide(Request request, Verdict verdict) throws IOException {
        Shown shown = find(request);
        String guid = request.body().length > 0 && request.json() instanceof Map<?, ?> body && body.get("ifcGuid") instanceof String text ? text : null;
        if (verdict == Verdict.RETIRED) {
            guid = null;
        } else {
            SiteModel now = model.get();
            if (guid == null) {
                throw new HttpProblem(422, "gemello:bim.no-element", "The body does not say which element it is.", "Give {\"ifcGuid\": …} of a candidate, or of another element that GET /bim/elements lists.");
            }
            if (now != null && now.ifc().byGuid(guid) == null) {
                throw new HttpProblem(422, "gemello:bim.unknown-element", "The model has no element '" + guid + "'.", "Give {\"ifcGuid\": …} of a candidate, or of another element that GET /bim/elements lists.");
            }
        }
        try {
            doctor.decide(shown.one().was().guid(), verdict, guid, shown.rows(), request.subject().name());
        } catch (Doctor.Impossible refused) {
            throw new HttpProblem(409, "gemello:bim.decided", refused.getMessage(), "GET " + PATH + "/cases/" + shown.one().was().guid() + " tells its steps.");
        }
        return done(request, "bim.doctor." + switch (verdict) {
            case ACCEPTED -> "accept";
            case REJECTED -> "reject";
            default -> "retire";
        }, shown.one().was().guid() + (guid == null ? "" : " " + guid));
    }

    private Response undo(Request request) throws IOException {
        String guid = find(request).one().was().guid();
        try {
            Case.Step step = doctor.undo(guid);
            return done(request, "bim.doctor.undo", guid + " " + step.verdict().word() + (step.ifcGuid() == null ? "" : " " + step.ifcGuid()));
        } catch (Doctor.Impossible refused) {
            throw new HttpProblem(409, "gemello:bim.undecided", refused.getMessage(), "It waits for a decision.");
        }
    }

    private Response done(Request request, String what, String target) {
        try {
            // So that who asks next sees it.
            loop.heirs(doctor.heirs()).get(SOON_S, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.debug("the decision counts, but the parameters do not go by it yet: {}", late.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        Audit trail = audit.get();
        if (trail != null) {
            trail.record(request.subject(), what, target, "done");
        }
        return Response.empty(204);
    }
}
