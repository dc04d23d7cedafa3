package io.gemello.bim.patch;

import io.gemello.bim.ifc.IfcFault;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.Part21Reader;
import io.gemello.bim.ifc.Part21Reader.Span;
import io.gemello.bim.ifc.Part21Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Colours single products. An item may have one style, may have one already, and may be shared by way of a map: so a coloured product
 * gets copies of its items in the style wanted, and its representation names these. A copy is one line, what it refers to stays common;
 * of a map there is one copy a colour.
 */
final class ShapeColours {
    private static final Set<String> NO_BODY = Set.of("AXIS", "BOX", "FOOTPRINT", "PLAN", "ANNOTATION", "COG", "PROFILE", "REFERENCE", "CLEARANCE", "LIGHTING", "SURVEYPOINTS");
    private static final Set<String> NO_SURFACE = Set.of("CURVE", "CURVE2D", "CURVE3D", "GEOMETRICCURVESET", "ANNOTATION2D", "BOUNDINGBOX", "POINT", "POINTCLOUD", "FILLAREA", "TEXT", "LIGHTSOURCE");
    private static final int REPRESENTATION = 6;
    private static final int ITEMS = 3;
    private static final int MAX_DEPTH = 16;
    private final Part21Reader reader;
    private final PatchLines lines;
    private final Edits edits;
    private final ShapeUses uses;
    private final boolean assigned;
    private final Map<String, Integer> maps = new HashMap<>();

    ShapeColours(IfcModel model, Part21Reader reader, PatchLines lines, Edits edits) throws IOException {
        this.reader = reader;
        this.lines = lines;
        this.edits = edits;
        uses = new ShapeUses(model, reader);
        // Dropped in IFC4, mandatory before.
        assigned = model.schema().startsWith("IFC2X3");
    }

    /** @return whether it has a shape; without one nothing is done */
    boolean colour(int product, String rgb) throws IOException {
        int shape = ShapeUses.shape(reader, product);
        if (shape == 0) {
            return false;
        }
        int[] representations = Part21Value.refs(parameters(shape), 2);
        boolean common = uses.isCommon(shape);
        for (int representation : representations) {
            common |= uses.isCommon(representation);
        }
        if (common) {
            StringJoiner own = new StringJoiner(",", "(", ")");
            for (int representation : representations) {
                own.add("#" + (isBody(representation) ? coloured(representation, rgb, 0) : lines.add(body(representation))));
            }
            replace(product, REPRESENTATION, "#" + lines.add("IFCPRODUCTDEFINITIONSHAPE($,$," + own + ")"));
        } else {
            for (int representation : representations) {
                if (isBody(representation)) {
                    replace(representation, ITEMS, items(representation, rgb, 0));
                }
            }
        }
        return true;
    }

    private boolean isBody(int representation) throws IOException {
        return !NO_BODY.contains(word(representation, 1)) && !NO_SURFACE.contains(word(representation, 2));
    }

    private String word(int representation, int number) throws IOException {
        String text = Part21Value.text(parameters(representation), number);
        return text == null ? "" : text.toUpperCase(Locale.ROOT);
    }

    private void replace(int instance, int parameter, String by) throws IOException {
        Span span = reader.span(row(instance), parameter);
        edits.put(span, reader.bytes(span), by.getBytes(StandardCharsets.US_ASCII));
    }

    /** A representation of its own with coloured items. @return its instance name */
    private int coloured(int representation, String rgb, int depth) throws IOException {
        String items = items(representation, rgb, depth);
        String text = new String(body(representation), StandardCharsets.ISO_8859_1);
        Span whole = reader.body(row(representation));
        Span old = reader.span(row(representation), ITEMS);
        int from = (int) (old.from() - whole.from());
        int to = (int) (old.to() - whole.from());
        return lines.add((text.substring(0, from) + items + text.substring(to)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private String items(int representation, String rgb, int depth) throws IOException {
        StringJoiner items = new StringJoiner(",", "(", ")");
        for (int item : Part21Value.refs(parameters(representation), ITEMS)) {
            items.add("#" + item(item, rgb, depth));
        }
        return items.toString();
    }

    private int item(int item, String rgb, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IfcFault("the maps of #" + item + " go in a circle");
        }
        if (reader.index().type(row(item)).equals("IFCMAPPEDITEM")) {
            int map = map(Part21Value.ref(parameters(item), 0), rgb, depth);
            return lines.add("IFCMAPPEDITEM(#" + map + ",#" + Part21Value.ref(parameters(item), 1) + ")");
        }
        int copy = lines.add(body(item));
        lines.add("IFCSTYLEDITEM(#" + copy + ",(#" + style(rgb) + "),$)");
        return copy;
    }

    private int map(int map, String rgb, int depth) throws IOException {
        String key = map + rgb;
        Integer known = maps.get(key);
        if (known == null) {
            int representation = coloured(Part21Value.ref(parameters(map), 1), rgb, depth + 1);
            known = lines.add("IFCREPRESENTATIONMAP(#" + Part21Value.ref(parameters(map), 0) + ",#" + representation + ")");
            maps.put(key, known);
        }
        return known;
    }

    /** @param rgb {@code #RRGGBB} */
    private int style(String rgb) throws IOException {
        int code = Integer.parseInt(rgb.substring(1), 16);
        int colour = lines.share("IFCCOLOURRGB($," + part(code >> 16) + "," + part(code >> 8) + "," + part(code) + ")");
        int rendering = lines.share("IFCSURFACESTYLERENDERING(#" + colour + ",0.,$,$,$,$,$,$,.NOTDEFINED.)");
        int style = lines.share("IFCSURFACESTYLE('DT " + rgb + "',.BOTH.,(#" + rendering + "))");
        return assigned ? lines.share("IFCPRESENTATIONSTYLEASSIGNMENT((#" + style + "))") : style;
    }

    private static String part(int code) {
        return Double.toString(Math.round((code & 0xFF) / 255.0 * 1e6) / 1e6);
    }

    private byte[] body(int instance) throws IOException {
        return reader.bytes(reader.body(row(instance)));
    }

    private List<Object> parameters(int instance) throws IOException {
        return reader.parameters(row(instance));
    }

    private int row(int instance) throws IOException {
        int row = reader.index().row(instance);
        if (row < 0) {
            throw new IfcFault("#" + instance + " is referred to, but the file does not have it");
        }
        return row;
    }
}
