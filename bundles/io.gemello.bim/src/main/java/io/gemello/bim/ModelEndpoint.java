package io.gemello.bim;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.bim.ifc.IfcGuid;
import io.gemello.bim.ifc.IfcKind;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.ifc.IfcProperty;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code /bim/model} and {@code /bim/elements}: what stands in the model, whatever is measured there. */
final class ModelEndpoint {
    private static final int USUAL = 200;
    private static final int MOST = 10_000;
    private static final List<String> KINDS = Stream.of(IfcKind.values()).filter(IfcKind::isObject).map(IfcKind::word).toList();
    private final Supplier<SiteModel> model;
    private final Supplier<String> trouble;

    /** Both give null for none. */
    ModelEndpoint(Supplier<SiteModel> model, Supplier<String> trouble) {
        this.model = model;
        this.trouble = trouble;
    }

    /** @throws HttpProblem 404 where there is none */
    SiteModel present() {
        SiteModel now = model.get();
        if (now == null) {
            String why = trouble.get();
            throw new HttpProblem(404, "gemello:bim.no-model", "The site has no model.", why == null ? "Put model.ifc into the site's folder, or name it in site.properties." : why);
        }
        return now;
    }

    Response model(Request request) throws IOException {
        SiteModel now = present();
        IfcModel ifc = now.ifc();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", now.file().getFileName().toString());
        json.put("revision", now.revision());
        json.put("bytes", length(now));
        json.put("schema", ifc.schema());
        json.put("project", ifc.project() == null ? null : Map.of("ifcGuid", ifc.project().guid(), "name", ifc.project().name()));
        json.put("instances", ifc.counts().values().stream().mapToInt(Integer::intValue).sum());
        Map<String, Integer> entities = new TreeMap<>();
        ifc.objects().forEach(object -> entities.merge(object.entity(), 1, Integer::sum));
        json.put("objects", entities);
        json.put("oddities", ifc.oddities());
        json.put("trouble", trouble.get());
        return Response.json(json);
    }

    /** The file as it was read, unpacked; its tag is the revision. */
    Response file(Request request) throws IOException {
        SiteModel now = present();
        long length = length(now);
        try {
            return Response.stream("application/x-step", Files.newInputStream(now.copy()), length).header("ETag", "\"" + now.revision() + "\"").header("Cache-Control", "private, no-cache");
        } catch (NoSuchFileException replaced) {
            throw replaced();
        }
    }

    private static long length(SiteModel model) throws IOException {
        try {
            return Files.size(model.copy());
        } catch (NoSuchFileException replaced) {
            throw replaced();
        }
    }

    static HttpProblem replaced() {
        return HttpProblem.soon("gemello:bim.model-changes", "The model is being replaced.", "Try again.");
    }

    /** Filters: {@code entity}, {@code kind}, {@code in} (GlobalId of what holds it, at any depth), {@code q} (in name, tag, type or GlobalId). */
    Response elements(Request request) {
        IfcModel ifc = present().ifc();
        String entity = request.query("entity").orElse("").toUpperCase(Locale.ROOT);
        String kind = Query.word(request, "kind", KINDS);
        String q = request.query("q").orElse("").toLowerCase(Locale.ROOT);
        String in = request.query("in").orElse("");
        int after = Query.number(request, "cursor", 0);
        int limit = Math.min(Query.number(request, "limit", USUAL), MOST);
        List<Map<String, Object>> rows = new ArrayList<>();
        Integer cursor = null;
        int last = 0;
        for (IfcObject object : ifc.objects()) {
            if (object.id() > after && (entity.isEmpty() || entity.equals(object.entity())) && (kind.isEmpty() || kind.equals(object.kind().word()))
                && (q.isEmpty() || words(object).contains(q)) && (in.isEmpty() || holds(ifc, in, object))) {
                if (rows.size() == limit) {
                    cursor = last;
                    break;
                }
                rows.add(json(ifc, object));
                last = object.id();
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("elements", rows);
        json.put("cursor", cursor);
        return Response.json(json);
    }

    private static String words(IfcObject object) {
        return (object.name() + "\n" + object.tag() + "\n" + object.objectType() + "\n" + object.longName()).toLowerCase(Locale.ROOT) + "\n" + object.guid().toLowerCase(Locale.ROOT);
    }

    private static boolean holds(IfcModel ifc, String guid, IfcObject object) {
        IfcObject holder = ifc.parent(object);
        for (int steps = 0; holder != null && steps < 100; steps++, holder = ifc.parent(holder)) {
            if (holder.guid().equals(guid)) {
                return true;
            }
        }
        return false;
    }

    /** One of them with all its properties. */
    Response element(Request request) throws IOException {
        IfcModel ifc = present().ifc();
        IfcObject object = ifc.byGuid(request.pathVariable("guid"));
        if (object == null) {
            throw new HttpProblem(404, "gemello:bim.unknown-element", "The model has nothing with the GlobalId '" + request.pathVariable("guid") + "'.", "GET /bim/elements lists what it has.");
        }
        Map<String, Object> json = json(ifc, object);
        json.put("groups", ifc.groups(object).stream().map(ModelEndpoint::brief).toList());
        json.put("holds", ifc.children(object).stream().map(ModelEndpoint::brief).toList());
        json.put("properties", properties(ifc, object));
        return Response.json(json);
    }

    private static List<Map<String, Object>> properties(IfcModel ifc, IfcObject object) throws IOException {
        List<IfcProperty> found;
        try {
            found = ifc.properties(object);
        } catch (ClosedChannelException replaced) {
            throw replaced();
        }
        List<Map<String, Object>> properties = new ArrayList<>();
        for (IfcProperty property : found) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("set", property.set());
            one.put("name", property.name());
            one.put("value", property.value());
            one.put("measure", property.measure());
            one.put("inherited", property.inherited());
            properties.add(one);
        }
        return properties;
    }

    private static Map<String, Object> json(IfcModel ifc, IfcObject object) {
        Map<String, Object> json = brief(object);
        json.put("kind", object.kind().word());
        json.put("objectType", object.objectType());
        json.put("predefinedType", object.predefinedType());
        json.put("longName", object.longName());
        json.put("tag", object.tag());
        json.put("revitUniqueId", IfcGuid.revit(object.guid(), object.tag()).orElse(null));
        json.put("type", ifc.typeOf(object) == null ? null : brief(ifc.typeOf(object)));
        json.put("in", ifc.parent(object) == null ? null : brief(ifc.parent(object)));
        json.put("position", object.place() == null ? null : List.of(object.place().x(), object.place().y(), object.place().z()));
        return json;
    }

    private static Map<String, Object> brief(IfcObject object) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ifcGuid", object.guid());
        json.put("entity", object.entity());
        json.put("name", object.name());
        return json;
    }
}
