package io.gemello.twin.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An export in the shapes that Azure Digital Twins takes: digital-twins-explorer's graph file, and the lines of the Import Jobs API. */
final class ExportFiles {
    /** Goes through all things, each time anew. */
    interface Things {
        void each(Consumer<JsonNode> with);
    }

    private final DtdlExport export;
    private final Things things;
    private final List<ObjectNode> interfaces;

    ExportFiles(DtdlExport export, Things things) {
        this.export = export;
        this.things = things;
        things.each(export::see);
        interfaces = export.interfaces();
    }

    /** All of it, with the interfaces one by one for {@code SITE/models}. */
    void zip(OutputStream to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            for (ObjectNode one : interfaces) {
                zip.putNextEntry(new ZipEntry("models/" + fileName(one.get("@id").textValue())));
                zip.write(ModelJson.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(one));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("graph.json"));
            graph(zip);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("import.ndjson"));
            lines(zip);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("models.properties"));
            zip.write(properties().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("left-out.txt"));
            zip.write((String.join("\n", export.leftOut()) + "\n").getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    private static String fileName(String dtmi) {
        return dtmi.substring("dtmi:".length()).replace(':', '_').replace(';', '-') + ".json";
    }

    /** Lines for {@code site.properties}: which interface a type's things are of. */
    private String properties() {
        StringBuilder lines = new StringBuilder();
        export.byType().forEach((type, id) -> lines.append("models.").append(type.replaceAll("[\\\\ :=#!]", "\\\\$0")).append(" = ").append(id).append('\n'));
        return lines.toString();
    }

    /** The file of digital-twins-explorer's Import Graph, with models. */
    void graph(OutputStream to) throws IOException {
        try (JsonGenerator json = ModelJson.JSON.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeObjectFieldStart("digitalTwinsFileInfo");
            json.writeStringField("fileVersion", "1.0.0");
            json.writeEndObject();
            json.writeObjectFieldStart("digitalTwinsGraph");
            json.writeArrayFieldStart("digitalTwins");
            things.each(thing -> write(json, export.twin(thing)));
            json.writeEndArray();
            json.writeArrayFieldStart("relationships");
            things.each(thing -> export.relationships(thing, "$sourceId").forEach(one -> write(json, one)));
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayFieldStart("digitalTwinsModels");
            interfaces.forEach(one -> write(json, one));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** The blob of the Import Jobs API. */
    void lines(OutputStream to) throws IOException {
        try (JsonGenerator json = ModelJson.JSON.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            write(json, section("Header"));
            write(json, ModelJson.JSON.createObjectNode().put("fileVersion", "1.0.0").put("author", "gemello").put("organization", export.namespace()));
            write(json, section("Models"));
            interfaces.forEach(one -> write(json, one));
            write(json, section("Twins"));
            things.each(thing -> write(json, export.twin(thing)));
            write(json, section("Relationships"));
            things.each(thing -> export.relationships(thing, "$dtId").forEach(one -> write(json, one)));
            json.writeRaw('\n');
        }
    }

    private static ObjectNode section(String name) {
        return ModelJson.JSON.createObjectNode().put("Section", name);
    }

    private static void write(JsonGenerator json, JsonNode one) {
        if (one != null) {
            try {
                ModelJson.JSON.writeTree(json, one);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
