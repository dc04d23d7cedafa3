package io.gemello.twin.models;

import io.gemello.api.catalogue.Point;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Ids of what is exported. The same things give the same ids; different ones different ids. One thread. */
final class ExportNames {
    /** Of a twin's id, as Azure Digital Twins has it. */
    private static final int LONGEST_TWIN = 128;
    private static final int LONGEST_NAMESPACE = 48;
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.+_#*?!(),=@$':";

    private final String prefix;
    private final int version;
    private final Map<String, String> given = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** @param version of all interfaces: those that an importer has cannot be changed, a later export needs a new one */
    ExportNames(String namespace, int version) {
        StringBuilder path = new StringBuilder("dtmi");
        for (String part : namespace.split("\\.")) {
            path.append(':').append(DtdlName.of(part));
        }
        prefix = path.length() > LONGEST_NAMESPACE ? path.substring(0, LONGEST_NAMESPACE - 10).replaceAll("[_:]+$", "") + ":x" + String.format("%08x", namespace.hashCode()) : path.toString();
        this.version = version;
    }

    /** Of what all things are. */
    String thing() {
        return prefix + ":Thing;" + version;
    }

    String kind(String name) {
        return id("asset", name, name);
    }

    /** Of things of a kind that have more components than all of it. */
    String variant(String kind, int number) {
        return id("asset", kind + "\n" + number, kind + "_" + number);
    }

    /**
     * DTDL's names for what a schema was found for.
     *
     * @param taken names that stand beside them already; the new ones are added
     * @param suffix of one whose name is taken
     */
    static Map<String, String> distinct(Map<String, SeenSchema> seen, Set<String> taken, String suffix) {
        Map<String, String> names = new TreeMap<>();
        seen.forEach((name, schema) -> {
            if (schema.sayable()) {
                String free = DtdlName.of(name);
                for (int i = 1; !taken.add(free); i++) {
                    free = DtdlName.of(name + suffix + i);
                }
                names.put(name, free);
            }
        });
        return names;
    }

    String point(Point point) {
        Units.Quantity unit = Units.dtdl(point.quantity(), point.unit());
        return id("point", point.quantity() + "\n" + point.unit(), point.quantity() + "_" + (unit == null ? point.unit().replace("%", "percent") : unit.unit()));
    }

    String feature(String name) {
        return id("feature", name, name);
    }

    /** @param of what tells it from others of the same sort */
    private String id(String sort, String of, String wish) {
        return given.computeIfAbsent(sort + " " + of, key -> {
            String name = DtdlName.of(wish);
            String id = prefix + ":" + sort + ":" + name + ";" + version;
            for (int i = 2; !taken.add(id); i++) {
                id = prefix + ":" + sort + ":" + name + "_" + i + ";" + version;
            }
            return id;
        });
    }

    /** A thing's id as a twin can have it: what a twin's id cannot hold is escaped by percents. */
    static String twin(String thingId) {
        StringBuilder id = new StringBuilder();
        for (byte one : thingId.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf((char) one) >= 0) {
                id.append((char) one);
            } else {
                id.append(String.format("%%%02X", one));
            }
        }
        return id.length() <= LONGEST_TWIN ? id.toString() : id.substring(0, LONGEST_TWIN - 9) + "-" + String.format("%08x", thingId.hashCode());
    }
}
