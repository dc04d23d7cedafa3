package io.gemello.twin.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemello.api.access.LocalBroker;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import io.gemello.api.http.Request;
import io.gemello.api.twin.ThingView;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A thing as a W3C WoT Thing Description 1.1: what the caller may see of it, with the addresses at which it is read, written,
 * observed and sent messages. A thing needs no model for it; one that has a model is described in the model's words.
 */
final class ThingDescription implements ThingView {
    private static final String CONTEXT = "https://www.w3.org/2022/wot/td/v1.1";
    private static final String MQTT = "http://www.w3.org/2018/wot/mqtt#";
    /** The adapter whose points clients of the twin write. */
    private static final String CLIENTS = "ditto";

    private final ModelShelf shelf;
    private final Supplier<LocalBroker> broker;

    /** @param broker gives null while there is none */
    ThingDescription(ModelShelf shelf, Supplier<LocalBroker> broker) {
        this.shelf = shelf;
        this.broker = broker;
    }

    @Override
    public String mediaType() {
        return "application/td+json";
    }

    @Override
    public String of(String json, Request request) {
        try {
            return ModelJson.JSON.writeValueAsString(of(ModelJson.JSON.readTree(json), ThingAddress.of(request)));
        } catch (JsonProcessingException deeperThanModels) {
            throw new IllegalStateException("this thing cannot be described: " + deeperThanModels.getOriginalMessage(), deeperThanModels);
        }
    }

    ObjectNode of(JsonNode thing, ThingAddress address) {
        String id = thing.path("thingId").asText();
        SiteFacts site = shelf.site();
        ThingModels.Said said = ThingModels.of(thing, site.site());
        Model model = said == null ? null : shelf.library().find(said.name());
        ObjectNode td = ModelJson.JSON.createObjectNode();
        td.putArray("@context").add(CONTEXT).addObject().put("mqv", MQTT);
        td.put("id", "urn:" + ThingAddress.segment(id));
        String name = ModelJson.text(thing.path("attributes"), "name");
        td.put("title", name == null ? id : name);
        security(td);
        if (address.base(id) != null) {
            td.put("base", address.base(id));
        }
        ObjectNode properties = td.putObject("properties");
        Map<String, SiteFacts.Fed> fed = site.points(id);
        for (Map.Entry<String, JsonNode> feature : thing.path("features").properties()) {
            feature(feature.getKey(), feature.getValue().path("properties"), model, fed.get(feature.getKey()), properties.putObject(feature.getKey()), address);
        }
        for (Map.Entry<String, JsonNode> attribute : thing.path("attributes").properties()) {
            String key = properties.has(attribute.getKey()) ? "attributes/" + attribute.getKey() : attribute.getKey();
            attribute(attribute.getKey(), attribute.getValue(), model, properties.putObject(key), address);
        }
        message(td.putObject("actions").putObject("message"));
        probes(site.site(), fed, td, address);
        link(said, model, td);
        return td;
    }

    /** Both ways of signing in are of the HTTP surface, and either will do. */
    private static void security(ObjectNode td) {
        ObjectNode schemes = td.putObject("securityDefinitions");
        schemes.putObject("basic").put("scheme", "basic").put("in", "header");
        schemes.putObject("token").put("scheme", "bearer").put("in", "header").put("format", "opaque");
        schemes.putObject("either").put("scheme", "combo").putArray("oneOf").add("basic").add("token");
        td.put("security", "either");
    }

    private static void feature(String name, JsonNode properties, Model model, SiteFacts.Fed fed, ObjectNode to, ThingAddress address) {
        PointDetail detail = fed == null ? null : fed.detail();
        Trait trait = trait(model, name);
        boolean value = fed != null || properties.has("value");
        if (fed != null && detail != null && !detail.states().isEmpty()) {
            DataSchemas.states(detail.states(), to);
        } else if (fed != null) {
            to.put("type", "number");
        } else if (trait != null && trait.shape().type() != Shape.Type.ANY) {
            DataSchemas.of(trait.shape(), to);
        } else {
            DataSchemas.seen(value ? properties.get("value") : properties, to);
        }
        String unit = fed != null ? fed.point().unit() : ModelJson.text(properties, "unit");
        if (value && unit != null && !unit.equals("1")) {
            to.put("unit", unit);
        }
        if (fed != null) {
            to.put("title", fed.point().quantity() + " (" + name + ")");
        }
        boolean writable = fed == null || detail != null && CLIENTS.equals(detail.adapter());
        forms(to, "features/" + ThingAddress.segment(name) + "/properties" + (value ? "/value" : ""), writable, address);
    }

    private static void attribute(String name, JsonNode value, Model model, ObjectNode to, ThingAddress address) {
        Trait trait = trait(model, name);
        // A cell of a spreadsheet is a text whatever the model makes of it.
        if (trait != null && trait.shape().misfit(value) == null && trait.shape().type() != Shape.Type.ANY) {
            DataSchemas.of(trait.shape(), to);
            if (trait.unit() != null) {
                to.put("unit", trait.unit());
            }
        } else {
            DataSchemas.seen(value, to);
        }
        forms(to, "attributes/" + ThingAddress.segment(name), true, address);
    }

    private static Trait trait(Model model, String name) {
        Trait trait = model == null ? null : model.traits().get(name);
        return model != null && trait == null ? model.traits().get(DtdlName.of(name)) : trait;
    }

    /** As HTTP reads and writes it, as an event stream tells of it, and as it is in Ditto's protocol over a WebSocket. */
    private static void forms(ObjectNode to, String href, boolean writable, ThingAddress address) {
        to.put("readOnly", !writable).put("writeOnly", false).put("observable", true);
        ArrayNode forms = to.putArray("forms");
        ArrayNode ops = forms.addObject().put("href", href).put("contentType", "application/json").putArray("op").add("readproperty");
        if (writable) {
            ops.add("writeproperty");
        }
        forms.addObject().put("href", href).put("contentType", "text/event-stream").put("subprotocol", "sse").putArray("op").add("observeproperty").add("unobserveproperty");
        if (address.webSocket() != null) {
            forms.addObject().put("href", address.webSocket()).put("contentType", "application/vnd.eclipse.ditto+json").put("subprotocol", "ditto").putArray("op").add("observeproperty").add("unobserveproperty");
        }
    }

    private static void message(ObjectNode action) {
        action.put("title", "Send a message to whoever listens for the thing").put("safe", false).put("idempotent", false);
        action.putObject("uriVariables").putObject("subject").put("type", "string").put("title", "What it is about");
        action.putArray("forms").addObject().put("href", "inbox/messages/{subject}").put("contentType", "application/json").put("op", "invokeaction");
    }

    /** What the probes themselves send to the embedded broker: raw, before units, calibration and quality, so no property but an event. */
    private void probes(Site site, Map<String, SiteFacts.Fed> fed, ObjectNode td, ThingAddress address) {
        LocalBroker embedded = broker.get();
        String href = embedded == null || site == null ? null : address.broker(embedded.uri().getPort());
        if (href == null) {
            return;
        }
        for (Map.Entry<String, SiteFacts.Fed> feature : fed.entrySet()) {
            PointDetail detail = feature.getValue().detail();
            if (detail == null || !embedded(site, detail.adapter())) {
                continue;
            }
            int mark = detail.address().indexOf("#$");
            ObjectNode event = td.withObjectProperty("events").putObject(feature.getKey() + "-probe");
            event.put("title", "What the probe of " + feature.getKey() + " sends");
            event.put("description", mark < 0 ? "Raw, in the probe's own unit" : "Raw, in the probe's own unit; its value is at " + detail.address().substring(mark + 1));
            event.putObject("data");
            event.putArray("forms").addObject().put("href", href).put("contentType", mark < 0 ? "text/plain" : "application/json").put("mqv:filter", mark < 0 ? detail.address() : detail.address().substring(0, mark))
                .putArray("op").add("subscribeevent").add("unsubscribeevent");
        }
    }

    private static boolean embedded(Site site, String adapter) {
        String key = "adapters." + adapter + ".";
        return "mqtt".equals(site.properties().get(key + "type")) && site.properties().getOrDefault(key + "uri", "").isBlank();
    }

    private static void link(ThingModels.Said said, Model model, ObjectNode td) {
        if (model != null) {
            boolean thingModel = model.language() == Model.Language.WOT;
            td.putArray("links").addObject().put("rel", thingModel ? "type" : "describedby").put("href", ModelRoutes.PATH + "/files/" + ThingAddress.segment(model.file()))
                .put("type", thingModel ? ModelRoutes.THING_MODEL : "application/json");
        } else if (said != null && address(said.name())) {
            td.putArray("links").addObject().put("rel", "type").put("href", said.name()).put("type", ModelRoutes.THING_MODEL);
        }
    }

    private static boolean address(String name) {
        try {
            return name.startsWith("http") && URI.create(name).getHost() != null;
        } catch (IllegalArgumentException no) {
            return false;
        }
    }
}
