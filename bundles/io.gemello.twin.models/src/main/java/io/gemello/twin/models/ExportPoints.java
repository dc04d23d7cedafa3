package io.gemello.twin.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The interfaces of exported features: one for points of the same quantity and unit, one for each name of clients' features. */
final class ExportPoints {
    private static final List<String> QUALITIES = List.of("good", "uncertain", "bad");

    private ExportPoints() {}

    static ObjectNode interfaceOf(String id, String title) {
        ObjectNode made = ModelJson.JSON.createObjectNode();
        made.putArray("@context").add(DtdlReader.CONTEXT + "3").add("dtmi:dtdl:extension:quantitativeTypes;1");
        made.put("@id", id).put("@type", "Interface").put("displayName", title.length() > 64 ? title.substring(0, 64) : title);
        return made;
    }

    static ObjectNode point(String id, Point point) {
        ObjectNode made = interfaceOf(id, point.quantity() + " [" + point.unit() + "]");
        ArrayNode contents = made.putArray("contents");
        Units.Quantity unit = Units.dtdl(point.quantity(), point.unit());
        ObjectNode value = contents.addObject();
        if (unit == null) {
            value.put("@type", "Property").put("comment", "in " + point.unit() + " (UCUM)");
        } else {
            value.putArray("@type").add("Property").add(unit.type());
            value.put("unit", unit.unit());
        }
        value.put("name", "value").put("schema", "double").put("writable", true);
        property(contents, "unit").put("schema", "string");
        property(contents, "time").put("schema", "dateTime");
        words(property(contents, "quality"), QUALITIES);
        ObjectNode reasons = property(contents, "reasons").putObject("schema");
        reasons.put("@type", "Array").put("elementSchema", "string");
        words(property(contents, "state"), List.of(PointState.State.values()).stream().map(PointState.State::word).toList());
        return made;
    }

    static ObjectNode feature(String id, String name, Map<String, SeenSchema> properties) {
        ObjectNode made = interfaceOf(id, name);
        ArrayNode contents = made.putArray("contents");
        ExportNames.distinct(properties, new HashSet<>(), "_").forEach((property, said) -> property(contents, said).set("schema", properties.get(property).dtdl()));
        return made;
    }

    static ObjectNode property(ArrayNode contents, String name) {
        return contents.addObject().put("@type", "Property").put("name", name).put("writable", true);
    }

    private static void words(ObjectNode property, List<String> words) {
        ObjectNode schema = property.putObject("schema");
        schema.put("@type", "Enum").put("valueSchema", "string");
        ArrayNode values = schema.putArray("enumValues");
        words.forEach(word -> values.addObject().put("name", DtdlName.of(word)).put("enumValue", word));
    }
}
