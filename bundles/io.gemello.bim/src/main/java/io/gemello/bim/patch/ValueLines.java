package io.gemello.bim.patch;

import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Shade;
import io.gemello.api.bim.SharedParameter;
import io.gemello.api.reading.Quality;
import io.gemello.bim.ifc.IfcGuid;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.ifc.Part21Reader;
import io.gemello.bim.ifc.Part21Value;
import io.gemello.bim.ifc.StepText;
import io.gemello.bim.patch.MeasureLines.Measure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;

/** The property set {@value #SET} of an element: each parameter's value, then in properties named after it what else there is to know. */
final class ValueLines {
    static final String SET = "DT_LiveData";
    private static final int LONGEST_LABEL = 255;
    private static final long NANOS = 1_000_000_000L;
    private final PatchLines lines;
    private final MeasureLines measures;
    private final Part21Reader reader;
    private final String revision;
    private final boolean oldSchema;
    private final int anyHistory;

    /** @param revision of the model: another one gets other GlobalIds, so that a set that somebody has kept never meets its twin */
    ValueLines(PatchLines lines, Part21Reader reader, String schema, String revision) {
        this.lines = lines;
        this.reader = reader;
        this.revision = revision;
        measures = new MeasureLines(lines, schema);
        oldSchema = schema.startsWith("IFC2X3");
        anyHistory = history();
    }

    private int history() {
        for (int row = 0; row < reader.index().size(); row++) {
            if (reader.index().type(row).equals("IFCOWNERHISTORY")) {
                return reader.index().id(row);
            }
        }
        return 0;
    }

    /** @param shade null for none */
    void add(IfcObject object, ElementOverride element, Shade shade) throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        for (ElementParameter value : element.parameters()) {
            said.put(value.parameter().name(), null);
        }
        for (ElementParameter value : element.parameters()) {
            value(value, said);
        }
        if (shade != null) {
            said.putIfAbsent("DT_Colour", label(shade.key()));
            said.putIfAbsent("DT_ColourReason", label(shade.reason()));
        }
        if (!said.isEmpty()) {
            StringJoiner properties = new StringJoiner(",", "(", ")");
            for (Map.Entry<String, String> one : said.entrySet()) {
                properties.add("#" + property(one.getKey(), one.getValue()));
            }
            int own = Part21Value.ref(reader.parameters(reader.index().row(object.id()), 2), 1);
            // Mandatory in IFC 2x3.
            String history = own == 0 && !oldSchema ? "$" : own != 0 ? "#" + own : anyHistory == 0 ? "$" : "#" + anyHistory;
            int set = lines.add("IFCPROPERTYSET('" + guid(object, "set") + "'," + history + ",'" + SET + "',$," + properties + ")");
            lines.add("IFCRELDEFINESBYPROPERTIES('" + guid(object, "relation") + "'," + history + ",$,$,(#" + object.id() + "),#" + set + ")");
        }
    }

    /** What is said of a value stands behind all parameters' own names, which come first. */
    private void value(ElementParameter value, Map<String, String> to) throws IOException {
        SharedParameter parameter = value.parameter();
        String name = parameter.name();
        if (parameter.datatype().equals(SharedParameter.TEXT)) {
            to.put(name, value.text() == null ? "$,$" : label(value.text()));
        } else {
            Measure measure = measures.of(parameter.unit());
            to.put(name, (Double.isFinite(value.value()) ? measure.type() + "(" + value.value() + ")" : "$") + "," + (measure.unit() == 0 ? "$" : "#" + measure.unit()));
            to.putIfAbsent(name + "_Unit", label(parameter.unit()));
        }
        to.putIfAbsent(name + "_Quality", label(Quality.word(value.quality())));
        to.putIfAbsent(name + "_Time", time(value.epochNanos()));
        to.putIfAbsent(name + "_State", label(value.state().word()));
        to.putIfAbsent(name + "_Alert", label(value.alert()));
        to.putIfAbsent(name + "_Point", label(value.point()));
    }

    /** What many elements say alike stands there once; values and times, which are many, are not looked for. */
    private int property(String name, String value) throws IOException {
        String body = "IFCPROPERTYSINGLEVALUE(" + StepText.encode(name) + ",$," + value + ")";
        return name.endsWith("_Unit") || name.endsWith("_Quality") || name.endsWith("_State") || name.endsWith("_Alert") ? lines.share(body) : lines.add(body);
    }

    private static String label(String text) {
        return (text.length() > LONGEST_LABEL ? "IFCTEXT(" : "IFCLABEL(") + StepText.encode(text) + "),$";
    }

    /** IFC 2x3 has no type for it. */
    private String time(long nanos) {
        return nanos == 0 ? "$,$" : (oldSchema ? "IFCLABEL('" : "IFCDATETIME('") + Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)) + "'),$";
    }

    private String guid(IfcObject object, String what) {
        return IfcGuid.of(UUID.nameUUIDFromBytes((revision + "/" + object.guid() + "/" + object.id() + "/" + what).getBytes(StandardCharsets.UTF_8)));
    }
}
