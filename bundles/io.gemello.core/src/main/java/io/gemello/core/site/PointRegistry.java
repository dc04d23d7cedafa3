package io.gemello.core.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.catalogue.Point;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which key belongs to which point id, for as long as the data folder lives: readings are stored by key. A key keeps its unit for
 * good; an id that gets another unit gets another key, so that what is on its way cannot be misread. A file of JSON lines, the
 * last line of a key wins; it is on the disk before a reading with a new key can be. Changed by one thread at a time
 * (the one that applies a site); {@link #byKey} may be asked by any.
 */
public final class PointRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path file;
    private final Map<String, Point> byId = new HashMap<>();
    private volatile Point[] byKey = {};

    public PointRegistry(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            load();
        }
    }

    /** Null for a key that was never given out. */
    public Point byKey(int key) {
        Point[] all = byKey;
        return key >= 0 && key < all.length ? all[key] : null;
    }

    /** The point that this id has had so far; null for a new one. */
    Point byId(String id) {
        return byId.get(id);
    }

    /** The present point of every id. */
    Collection<Point> all() {
        return Stream.of(byKey).filter(point -> byId.get(point.id()).key() == point.key()).toList();
    }

    /** Gives every spec its point, old key or new; what is new or changed is on the disk when this returns. */
    Map<String, Point> register(Collection<PointSpec> specs) throws IOException {
        StringBuilder lines = new StringBuilder();
        List<Point> keyed = new ArrayList<>(List.of(byKey));
        Map<String, Point> changed = new HashMap<>();
        for (PointSpec spec : specs) {
            Point old = byId.get(spec.id());
            boolean sameUnit = old != null && old.unit().equals(spec.unit().code());
            int key = sameUnit ? old.key() : keyed.size();
            Point now = new Point(key, spec.id(), spec.asset(), spec.feature(), spec.quantity(), spec.unit().code(), false);
            if (!sameUnit) {
                keyed.add(now);
            } else {
                keyed.set(key, now);
            }
            if (!sameUnit || !line(old).equals(line(now))) {
                lines.append(line(now)).append('\n');
            }
            changed.put(now.id(), now);
        }
        append(lines.toString());
        byId.putAll(changed);
        byKey = keyed.toArray(Point[]::new);
        return changed;
    }

    private void append(String lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long before = out.size();
            try {
                ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            } catch (IOException full) {
                out.truncate(before);
                throw full;
            }
        }
    }

    private void load() throws IOException {
        // A torn line may end within a character: what is malformed there is replaced, and cut below.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            // A crash during an append: that line was never promised to anybody.
            text = text.substring(0, text.lastIndexOf('\n') + 1);
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.truncate(text.getBytes(StandardCharsets.UTF_8).length);
                out.force(true);
            }
        }
        List<Point> keyed = new ArrayList<>();
        int line = 0;
        for (String entry : text.lines().toList()) {
            line++;
            Point point = parse(entry, line);
            if (point.key() > keyed.size()) {
                throw new IOException(file + ":" + line + ": key " + point.key() + " comes before " + keyed.size() + "; the file was edited or damaged; restore it from a copy");
            }
            if (point.key() == keyed.size()) {
                keyed.add(point);
            } else {
                keyed.set(point.key(), point);
            }
            byId.put(point.id(), point);
        }
        byKey = keyed.toArray(Point[]::new);
    }

    private Point parse(String entry, int line) throws IOException {
        try {
            JsonNode node = JSON.readTree(entry);
            return new Point(node.get("key").intValue(), node.get("id").textValue(), node.get("asset").textValue(), node.get("feature").textValue(),
                node.get("quantity").textValue(), node.get("unit").textValue(), false);
        } catch (JsonProcessingException | NullPointerException broken) {
            throw new IOException(file + ":" + line + ": no entry of the point registry; restore the file from a copy", broken);
        }
    }

    private static String line(Point point) {
        return JSON.createObjectNode().put("key", point.key()).put("id", point.id()).put("asset", point.asset()).put("feature", point.feature())
            .put("quantity", point.quantity()).put("unit", point.unit()).toString();
    }
}
