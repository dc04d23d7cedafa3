package io.gemello.twin.models;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.http.CsvTable;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /api/gemello/models}: the site's models, and which things do not fit theirs. */
final class ModelRoutes {
    static final String PATH = "/api/gemello/models";
    static final String THING_MODEL = "application/tm+json";
    private static final int USUAL_PAGE = 200;
    private final ModelShelf shelf;
    private final Supplier<Access> access;

    /** @param access gives null while nobody decides */
    ModelRoutes(ModelShelf shelf, Supplier<Access> access) {
        this.shelf = shelf;
        this.access = access;
    }

    List<Route> all() {
        return List.of(new Route("GET", PATH, Role.VIEWER, this::list), new Route("GET", PATH + "/report", Role.VIEWER, this::report), new Route("GET", PATH + "/files/{file}", Role.VIEWER, this::file),
            new Route("GET", PATH + "/{model}", Role.VIEWER, this::one));
    }

    private Response list(Request request) {
        ModelLibrary library = shelf.library();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("models", library.models().stream().map(this::summary).toList());
        json.put("faults", library.faults().stream().map(ModelFault::toString).toList());
        return Response.json(json);
    }

    private Map<String, Object> summary(Model model) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", model.id());
        json.put("title", model.title());
        json.put("language", model.language().name().toLowerCase(Locale.ROOT));
        json.put("file", model.file());
        json.put("names", ModelNames.of(model));
        json.put("extends", model.bases());
        json.put("things", shelf.report().byModel().getOrDefault(model.id(), 0));
        return json;
    }

    private Response one(Request request) {
        Model model = shelf.library().find(request.pathVariable("model"));
        if (model == null) {
            throw unknown(request.pathVariable("model"));
        }
        Map<String, Object> json = summary(model);
        json.put("traits", model.traits().values().stream().map(ModelRoutes::trait).toList());
        return Response.json(json);
    }

    /** As it lies in the folder; only those that hold a model that is used. */
    private Response file(Request request) throws IOException {
        String name = request.pathVariable("file");
        Model model = shelf.library().models().stream().filter(one -> one.file().equals(name)).findFirst()
            .orElseThrow(() -> new HttpProblem(404, "gemello:models.unknown-file", "No model is read from a file " + DtdlReader.cut(name) + ".", "GET " + PATH + " lists the models and their files."));
        try {
            return Response.bytes(model.language() == Model.Language.WOT ? THING_MODEL : "application/json", Files.readAllBytes(shelf.site().site().folder().resolve("models").resolve(name)));
        } catch (NoSuchFileException gone) {
            throw new HttpProblem(404, "gemello:models.unknown-file", "The file " + DtdlReader.cut(name) + " is not there any more.", "GET " + PATH + " lists the models and their files.");
        }
    }

    private static Map<String, Object> trait(Trait trait) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", trait.name());
        json.put("kind", trait.kind().name().toLowerCase(Locale.ROOT));
        if (trait.shape().type() != Shape.Type.ANY) {
            json.put("value", trait.shape().type().words());
        }
        if (!trait.shape().values().isEmpty()) {
            json.put("values", trait.shape().values().stream().map(value -> value.isNumber() ? (Object) value.numberValue() : value.asText()).toList());
        }
        if (trait.unit() != null) {
            json.put("unit", trait.unit());
            json.put("ucum", List.copyOf(Units.codes(trait.unit())));
        }
        if (trait.target() != null) {
            json.put("target", trait.target());
        }
        json.put("required", trait.required());
        return json;
    }

    /** {@code thing} looks at one thing now; else what the last look at all things found. {@code model}, {@code weight}, {@code limit}, {@code cursor}; a table for who asks for {@code text/csv}. */
    private Response report(Request request) {
        String thing = request.query("thing").orElse(null);
        Access judge = judge();
        ModelReport report = shelf.report();
        List<Finding> found = thing == null ? report.findings() : judge.mayRead(request.subject(), thing) ? shelf.findings(thing) : null;
        if (found == null) {
            throw new HttpProblem(404, "gemello:models.unknown-thing", "There is no thing " + DtdlReader.cut(thing) + ".", "Give the id of a thing, with its namespace.");
        }
        List<Finding> seen = found.stream().filter(finding -> judge.mayRead(request.subject(), finding.thing())).toList();
        String model = request.query("model").map(name -> known(name, seen)).orElse(null);
        Finding.Weight weight = request.query("weight").map(ModelRoutes::weight).orElse(null);
        List<Finding> findings = seen.stream().filter(finding -> (model == null || model.equals(finding.model())) && (weight == null || weight == finding.weight())).toList();
        int from = number(request, "cursor", 0, Integer.MAX_VALUE);
        int limit = number(request, "limit", USUAL_PAGE, ThingsCheck.MOST_FINDINGS);
        List<Map<String, Object>> page = findings.stream().skip(from).limit(limit).map(ModelRoutes::finding).toList();
        if (CsvTable.wanted(request)) {
            return CsvTable.of("models", List.of("thing", "model", "path", "weight", "message", "remedy"), page);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", thing == null && report != ModelReport.NONE ? report.at() : null);
        json.put("things", report.things());
        json.put("modelled", report.modelled());
        json.put("misfitting", report.misfitting());
        json.put("misfits", report.misfits());
        json.put("notes", report.notes());
        json.put("findings", page);
        json.put("cursor", from + page.size() < findings.size() ? Integer.toString(from + page.size()) : null);
        return Response.json(json);
    }

    /** An id or a name; a thing may also name a model that there is not, and the report says so under what it calls it. */
    private String known(String name, List<Finding> seen) {
        Model model = shelf.library().find(name);
        if (model == null && seen.stream().noneMatch(finding -> finding.model().equals(name))) {
            throw unknown(name);
        }
        return model == null ? name : model.id();
    }

    private static HttpProblem unknown(String name) {
        return new HttpProblem(404, "gemello:models.unknown", "There is no model " + DtdlReader.cut(name) + ".", "GET " + PATH + " lists them, and the faults of those that cannot be used.");
    }

    /** An unknown word is an error: no findings at all would say that all is well. */
    private static Finding.Weight weight(String word) {
        return Arrays.stream(Finding.Weight.values()).filter(weight -> weight.name().equalsIgnoreCase(word)).findFirst()
            .orElseThrow(() -> new HttpProblem(400, "gemello:query.weight", "weight=" + DtdlReader.cut(word) + " is not possible.", "Ask for misfit or note."));
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("thing", finding.thing());
        json.put("model", finding.model());
        json.put("path", finding.path());
        json.put("weight", finding.weight().name().toLowerCase(Locale.ROOT));
        json.put("message", finding.message());
        json.put("remedy", finding.remedy());
        return json;
    }

    private Access judge() {
        Access judge = access.get();
        if (judge == null) {
            throw new HttpProblem(503, "gemello:access.away", "Nobody can say what you may see.", "The bundle that decides is being replaced; try again.", Map.of("Retry-After", "5"));
        }
        return judge;
    }

    private static int number(Request request, String name, int otherwise, int most) {
        try {
            int number = request.query(name).map(Integer::parseInt).orElse(otherwise);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:query." + name, name + " is not possible.", name.equals("cursor") ? "Give the cursor of the page before, or none." : "Give a number up to " + most + ".");
    }
}
