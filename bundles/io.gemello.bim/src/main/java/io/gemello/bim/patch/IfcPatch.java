package io.gemello.bim.patch;

import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.Shade;
import io.gemello.bim.ifc.IfcKind;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.ifc.Part21Reader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a model's file anew with live values as property sets and colours as styles. What is added stands between two marks before the
 * end of the data; of what was there only the items of coloured products' representations are named otherwise. Nothing of the model is
 * held: what is added goes through a file of its own.
 */
public final class IfcPatch {
    private static final int MAX_DEPTH = 16;
    private final IfcModel model;
    private final Part21Reader reader;
    private final Map<IfcObject, String> colours = new LinkedHashMap<>();

    private IfcPatch(IfcModel model, Part21Reader reader) {
        this.model = model;
        this.reader = reader;
    }

    /**
     * @param copy the bytes that the model was read from; they do not change meanwhile
     * @param revision their SHA-256, hexadecimal
     * @param elements those that the model does not have are left out
     * @param scheme whose colours; null for no colours, and then every byte of the model stays
     * @param to is overwritten
     */
    public static void write(IfcModel model, Path copy, String revision, List<ElementOverride> elements, String scheme, Path to) throws IOException {
        Path added = to.resolveSibling(to.getFileName() + ".added");
        try (Part21Reader reader = model.reader(copy); InputStream in = Files.newInputStream(copy)) {
            Edits edits = new Edits();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(added))) {
                PatchLines lines = new PatchLines(out, reader.index().lastId(), newline(copy));
                PatchMark.begin(lines);
                new IfcPatch(model, reader).add(elements, scheme, lines, edits, revision);
                PatchMark.end(lines, edits, reader.index().end(), revision);
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
                edits.copy(in, reader.index().end(), out);
                Files.copy(added, out);
                in.transferTo(out);
            }
        } finally {
            Files.deleteIfExists(added);
        }
    }

    private void add(List<ElementOverride> elements, String scheme, PatchLines lines, Edits edits, String revision) throws IOException {
        ValueLines values = new ValueLines(lines, reader, model.schema(), revision);
        for (ElementOverride element : elements) {
            IfcObject object = model.byGuid(element.ifcGuid());
            if (object != null && object.kind() != IfcKind.TYPE) {
                Shade shade = scheme == null ? null : element.shades().get(scheme);
                values.add(object, element, shade);
                if (shade != null && shade.rgb() != null) {
                    colours.put(object, shade.rgb());
                }
            }
        }
        for (Map.Entry<IfcObject, String> whole : List.copyOf(colours.entrySet())) {
            spread(whole.getKey(), whole.getValue(), 0);
        }
        if (!colours.isEmpty()) {
            ShapeColours shapes = new ShapeColours(model, reader, lines, edits);
            for (Map.Entry<IfcObject, String> one : colours.entrySet()) {
                shapes.colour(one.getKey().id(), one.getValue());
            }
        }
    }

    /** What has no shape of its own (stairs, curtain walls, assemblies) is shown by its parts. */
    private void spread(IfcObject whole, String rgb, int depth) throws IOException {
        if (whole.kind() == IfcKind.ELEMENT && depth < MAX_DEPTH && ShapeUses.shape(reader, whole.id()) == 0) {
            for (IfcObject part : model.children(whole)) {
                if (part.kind() == IfcKind.ELEMENT && colours.putIfAbsent(part, rgb) == null) {
                    spread(part, rgb, depth + 1);
                }
            }
        }
    }

    /** As the file itself ends its lines. */
    private static String newline(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1 << 12), StandardCharsets.ISO_8859_1).contains("\r\n") ? "\r\n" : "\n";
        }
    }
}
