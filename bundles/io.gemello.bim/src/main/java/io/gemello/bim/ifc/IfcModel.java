package io.gemello.bim.ifc;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A building's model, read once: its objects and how they belong together stay in memory, properties are read from the file when they
 * are asked for, which must not change meanwhile. Any thread.
 */
public final class IfcModel implements Closeable {
    private final String schema;
    private final Map<String, Integer> counts;
    private final int project;
    private final int unresolved;
    private final int doubleIds;
    private final int doubleGuids;
    private final Part21Reader reader;
    private final PropertyReader properties;
    private final List<IfcObject> objects;
    private final Map<String, IfcObject> byGuid = new HashMap<>();
    private final ModelBuild build;
    private final IntPairs members;
    private final IntPairs children;

    private IfcModel(String schema, Part21Reader reader) throws IOException {
        this.schema = schema;
        this.reader = reader;
        properties = new PropertyReader(reader);
        counts = reader.index().counts();
        doubleIds = reader.index().doubles();
        build = new ModelBuild(reader);
        unresolved = build.run();
        project = build.project();
        objects = List.copyOf(build.objects);
        int again = 0;
        for (IfcObject object : objects) {
            again += byGuid.putIfAbsent(object.guid(), object) == null ? 0 : 1;
        }
        doubleGuids = again;
        members = build.groups.turned();
        IntPairs below = new IntPairs();
        objects.forEach(object -> {
            int parent = parentId(object.id());
            if (parent != 0) {
                below.add(parent, object.id());
            }
        });
        children = below.freeze();
    }

    /** @throws IfcFault with the sentence that the operator needs */
    public static IfcModel open(Path file) throws IOException {
        IfcForm.require(file);
        Part21Index index;
        try (InputStream in = Files.newInputStream(file)) {
            index = Part21Scan.scan(in);
        }
        String schema = IfcForm.schema(index.header());
        Part21Reader reader = new Part21Reader(index, new Part21Pages(file));
        try {
            return new IfcModel(schema, reader);
        } catch (IOException | RuntimeException problem) {
            reader.close();
            throw problem;
        }
    }

    /** As the file names it, e.g. {@code IFC2X3}. */
    public String schema() {
        return schema;
    }

    /** How many instances there are of each entity; names in capitals. */
    public Map<String, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** What has a GlobalId and can carry properties, in the order of instance names. */
    public List<IfcObject> objects() {
        return objects;
    }

    /** Null for none; the first where several have it. */
    public IfcObject byGuid(String guid) {
        return byGuid.get(guid);
    }

    /** Null for an unknown instance, and for one that is no object. */
    public IfcObject byId(int id) {
        int low = 0;
        int high = objects.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int found = objects.get(middle).id();
            if (found == id) {
                return objects.get(middle);
            }
            low = found < id ? middle + 1 : low;
            high = found > id ? middle - 1 : high;
        }
        return null;
    }

    /** The project; null where there is none. */
    public IfcObject project() {
        return byId(project);
    }

    /** Null for none. */
    public IfcObject typeOf(IfcObject object) {
        return byId(build.types.first(object.id()));
    }

    /** What it stands in or is a part of; null at the top. */
    public IfcObject parent(IfcObject object) {
        return byId(parentId(object.id()));
    }

    private int parentId(int id) {
        int holder = build.parents.first(id);
        return holder != 0 ? holder : build.parts.first(id);
    }

    /** What stands in it or is a part of it. */
    public List<IfcObject> children(IfcObject object) {
        return resolve(children.of(object.id()));
    }

    /** The groups and systems that it belongs to. */
    public List<IfcObject> groups(IfcObject object) {
        return resolve(build.groups.of(object.id()));
    }

    public List<IfcObject> members(IfcObject group) {
        return resolve(members.of(group.id()));
    }

    private List<IfcObject> resolve(int[] ids) {
        return IntStream.of(ids).mapToObj(this::byId).filter(object -> object != null).toList();
    }

    /** Its own, then those of its type that it does not have itself. */
    public List<IfcProperty> properties(IfcObject object) throws IOException {
        List<IfcProperty> all = new ArrayList<>();
        synchronized (reader) {
            for (int set : object.kind() == IfcKind.TYPE ? build.typeSets.of(object.id()) : build.sets.of(object.id())) {
                properties.read(set, false, all);
            }
            int own = all.size();
            int type = object.kind() == IfcKind.TYPE ? 0 : build.types.first(object.id());
            List<IfcProperty> common = new ArrayList<>();
            for (int set : type == 0 ? new int[0] : build.typeSets.of(type)) {
                properties.read(set, true, common);
            }
            List<IfcProperty> mine = List.copyOf(all.subList(0, own));
            common.removeIf(shared -> mine.stream().anyMatch(property -> property.name().equals(shared.name()) && property.set().equals(shared.set())));
            all.addAll(common);
        }
        return all;
    }

    /** A reader of the same file for one thread; whoever asks closes it. @param copy the bytes that the model was read from */
    public Part21Reader reader(Path copy) throws IOException {
        return new Part21Reader(reader.index(), new Part21Pages(copy));
    }

    /** What is odd in it, a sentence each; empty for a sound file. */
    public List<String> oddities() {
        List<String> odd = new ArrayList<>();
        if (doubleIds > 0) {
            odd.add(doubleIds + " instance names are given twice; only one of each is used");
        }
        if (doubleGuids > 0) {
            odd.add(doubleGuids + " objects have a GlobalId that another object has; the first keeps it");
        }
        if (unresolved > 0) {
            odd.add(unresolved + " objects have a placement that cannot be resolved; they have no position");
        }
        return odd;
    }

    @Override
    public void close() throws IOException {
        synchronized (reader) {
            reader.close();
        }
    }
}
