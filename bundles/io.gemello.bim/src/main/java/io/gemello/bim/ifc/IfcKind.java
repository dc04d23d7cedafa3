package io.gemello.bim.ifc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What kind of thing an entity with a GlobalId is. Names mean the same in IFC 2x3, 4 and 4.3, so that there is one table. */
public enum IfcKind {
    /** Whatever is built in: walls, racks, sensors. It has a Tag. */
    ELEMENT,
    /** Site, building, storey, space, zone of space. */
    SPATIAL,
    /** Any other product: annotation, grid, port. */
    PRODUCT,
    /** What elements have in common. */
    TYPE,
    /** Groups and systems. */
    GROUP,
    /** The project. */
    CONTEXT,
    PROPERTY_SET,
    RELATIONSHIP,
    /** Tasks, actors, resources. */
    ROOT;

    private static final Map<String, IfcKind> KINDS = read();

    /** Null for an entity without a GlobalId, and for one that is not in the standard. @param type in capitals */
    static IfcKind of(String type) {
        return KINDS.get(type);
    }

    /** As every surface shows it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can stand in the tree of objects. */
    public boolean isObject() {
        return ordinal() <= CONTEXT.ordinal();
    }

    private static Map<String, IfcKind> read() {
        Map<String, IfcKind> kinds = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(IfcKind.class.getResourceAsStream("kinds.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (!line.startsWith("#")) {
                    IfcKind kind = valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT).replace('-', '_'));
                    for (String name : line.substring(colon + 1).strip().split(" ")) {
                        kinds.put(name, kind);
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return kinds;
    }
}
