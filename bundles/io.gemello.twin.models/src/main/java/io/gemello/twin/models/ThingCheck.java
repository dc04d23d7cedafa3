package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One thing against its model. What it leads to is told to somebody who knows the other things. */
final class ThingCheck {
    /** What the site and the runtime themselves put into things. */
    private static final Set<String> OWN_ATTRIBUTES = Set.of("type", "name", "locatedIn", "partOf", "feeds", "bim", "retired", ThingModels.ATTRIBUTE);
    private static final Set<String> OWN_FEATURES = Set.of("alerts");
    private static final Set<String> OWN_PROPERTIES = Set.of("value", "unit", "time", "quality", "reasons", "state");

    /** That a thing leads to others by a relationship. */
    record Lead(String thing, Model model, Trait trait, String path, String target) {}

    private final ModelLibrary library;
    private final String thingId;
    private final JsonNode thing;
    private final Model model;
    private final SiteFacts site;
    private final Map<String, SiteFacts.Fed> points;
    private final Consumer<Finding> findings;
    private final Consumer<Lead> leads;

    /** @param thing as Ditto shows it */
    ThingCheck(ModelLibrary library, JsonNode thing, Model model, SiteFacts site, Consumer<Finding> findings, Consumer<Lead> leads) {
        this.library = library;
        this.thing = thing;
        this.thingId = thing.path("thingId").asText();
        this.model = model;
        this.site = site;
        this.points = site.points(thingId);
        this.findings = findings;
        this.leads = leads;
    }

    void run() {
        JsonNode attributes = thing.path("attributes");
        JsonNode features = thing.path("features");
        ThingNames attribute = new ThingNames(attributes);
        ThingNames feature = new ThingNames(features);
        // A null among them is no name.
        Set<String> knownAttributes = new HashSet<>();
        Set<String> knownFeatures = new HashSet<>();
        for (Trait trait : model.traits().values()) {
            String named = attribute.of(trait.name());
            String featured = feature.of(trait.name());
            switch (trait.kind()) {
                case PROPERTY, TELEMETRY -> {
                    if (trait.kind() == Trait.Kind.PROPERTY && named != null) {
                        knownAttributes.add(named);
                        value(trait, "/attributes/" + escaped(named), meant(trait.shape(), named, attributes.get(named)));
                    } else if (featured != null) {
                        knownFeatures.add(featured);
                        delivered(trait, featured, features.get(featured).path("properties"));
                    } else {
                        missing(trait);
                    }
                }
                case COMPONENT -> {
                    knownFeatures.add(featured);
                    component(trait, featured, features);
                }
                case RELATIONSHIP -> {
                    knownAttributes.add(named);
                    relationship(trait, named, attributes);
                }
            }
        }
        surplus("/attributes/", attributes, knownAttributes, OWN_ATTRIBUTES);
        surplus("/features/", features, knownFeatures, OWN_FEATURES);
    }

    private JsonNode meant(Shape shape, String attribute, JsonNode value) {
        return value.isTextual() && site.cell(thingId, attribute, value.textValue()) ? CellText.meant(shape, value) : value;
    }

    private void value(Trait trait, String path, JsonNode value) {
        String wrong = trait.shape().misfit(value);
        if (wrong != null) {
            misfit(path, wrong, "correct it there, or in the model");
        }
    }

    /** A feature whose {@code value} is what the model means. */
    private void delivered(Trait trait, String feature, JsonNode properties) {
        String path = "/features/" + escaped(feature) + "/properties";
        SiteFacts.Fed fed = points.get(feature);
        JsonNode value = properties.get("value");
        if (fed != null) {
            String wrong = PointFit.misfit(trait.shape(), fed.detail(), value);
            if (wrong != null) {
                misfit(path + "/value", wrong, "correct the model, or unit and states of the point " + fed.point().id() + " in points.csv");
            }
        } else if (value != null && !value.isNull()) {
            value(trait, path + "/value", value);
        }
        unit(trait, path, fed != null ? fed.point().unit() : ModelJson.text(properties, "unit"), fed);
    }

    private void unit(Trait trait, String path, String unit, SiteFacts.Fed fed) {
        Set<String> codes = trait.unit() == null ? Set.of() : Units.codes(trait.unit());
        if (!codes.isEmpty() && unit != null && !codes.contains(unit)) {
            misfit(path + "/unit", "is " + unit + "; the model wants " + trait.unit() + " (" + String.join(", ", codes) + ")",
                fed == null ? "write the value in that unit, or correct the model" : "set the unit of the point " + fed.point().id() + " in points.csv (its sourceUnit stays), or correct the model");
        }
    }

    private void missing(Trait trait) {
        if (trait.required()) {
            misfit("/attributes/" + escaped(trait.name()), "is missing; the model needs it", "give the thing this attribute, or name it in tm:optional");
        } else {
            note(trait.kind() == Trait.Kind.PROPERTY ? "/attributes/" + escaped(trait.name()) : "/features/" + escaped(trait.name()),
                "is not there; the model has the " + (trait.kind() == Trait.Kind.PROPERTY ? "property" : "telemetry") + " " + trait.name(), "");
        }
    }

    private void component(Trait trait, String feature, JsonNode features) {
        if (feature == null) {
            misfit("/features/" + escaped(trait.name()), "is missing; the model has the component " + trait.name(), "add a point with this feature to points.csv, or correct the model");
            return;
        }
        Model part = library.byId(trait.target());
        if (part == null) {
            return;
        }
        JsonNode properties = features.get(feature).path("properties");
        String path = "/features/" + escaped(feature) + "/properties";
        boolean fed = points.containsKey(feature);
        ThingNames names = new ThingNames(properties);
        Set<String> known = new HashSet<>();
        for (Trait inner : part.traits().values()) {
            String name = names.of(inner.name());
            known.add(name);
            if (inner.name().equals("value")) {
                delivered(inner, feature, properties);
            } else if (name != null && inner.kind() != Trait.Kind.RELATIONSHIP) {
                value(inner, path + "/" + escaped(name), properties.get(name));
            } else if (inner.required()) {
                misfit(path + "/" + escaped(inner.name()), "is missing; the model needs it", "give the feature this property, or name it in tm:optional");
            }
        }
        properties.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !(fed && OWN_PROPERTIES.contains(name))) {
                note(path + "/" + escaped(name), "is not in the model " + part.id(), "");
            }
        });
    }

    private void relationship(Trait trait, String attribute, JsonNode attributes) {
        String path = "/attributes/" + escaped(attribute == null ? trait.name() : attribute);
        int count = 0;
        for (JsonNode target : ModelJson.many(attribute == null ? null : attributes.get(attribute))) {
            count++;
            if (target.isTextual()) {
                leads.accept(new Lead(thingId, model, trait, path, target.textValue()));
            } else {
                misfit(path, "holds " + (target.isContainerNode() ? "something that is no text" : target.toString()) + "; the model has a relationship there", "write ids of assets or things");
            }
        }
        if (count < trait.min() || count > trait.max()) {
            misfit(path, "leads to " + count + "; the model wants " + (count < trait.min() ? "at least " + trait.min() : "at most " + trait.max()), "correct the relations in assets.csv, or the model");
        }
    }

    private void surplus(String place, JsonNode members, Set<String> known, Set<String> own) {
        members.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !own.contains(name)) {
                note(place + escaped(name), "is not in the model", "");
            }
        });
    }

    private void misfit(String path, String message, String remedy) {
        findings.accept(new Finding(thingId, model.id(), path, Finding.Weight.MISFIT, message, remedy));
    }

    private void note(String path, String message, String remedy) {
        findings.accept(new Finding(thingId, model.id(), path, Finding.Weight.NOTE, message, remedy));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
