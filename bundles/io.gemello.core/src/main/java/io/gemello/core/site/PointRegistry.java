package io.gemello.core.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.catalogue.Point;
import io.gemello.core.disk.DurableFile;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which key belongs to which point id, for as long as the data folder lives: readings are stored by key. A key keeps its unit for
 * good; an id that gets another unit gets another key, so that what is on its way cannot be misread. A file of JSON lines, the
 * last line of a key wins; it is on the disk before a reading with a new key can be. Changed by one thread at a time
 * (the one that applies a site); {@link #byKey} may be asked by any.
 */
public final class PointRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(PointRegistry.class);
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

    /** What giving every spec its point, old key or new, comes to; nothing is changed yet. */
    Registration plan(Collection<PointSpec> specs) {
        StringBuilder lines = new StringBuilder();
        List<Point> keyed = new ArrayList<>(List.of(byKey));
        Map<String, Point> points = new HashMap<>();
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
            points.put(now.id(), now);
        }
        return new Registration(lines.toString(), keyed, points);
    }

    /** A change of the registry, in two steps: on the disk, where it can fail and be taken back, and then in force. */
    final class Registration {
        private final String lines;
        private final List<Point> keyed;
        private final Map<String, Point> points;
        private long before;

        private Registration(String lines, List<Point> keyed, Map<String, Point> points) {
            this.lines = lines;
            this.keyed = keyed;
            this.points = points;
        }

        /** The point of every spec, by id. */
        Map<String, Point> points() {
            return points;
        }

        /** The present point of every id as it will be. */
        Collection<Point> all() {
            Map<String, Point> ids = new HashMap<>(byId);
            ids.putAll(points);
            return keyed.stream().filter(point -> ids.get(point.id()).key() == point.key()).toList();
        }

        /** What is new or changed is on the disk when this returns; on an exception nothing is. */
        void write() throws IOException {
            before = Files.exists(file) ? Files.size(file) : 0;
            append(lines);
        }

        /** Takes {@link #write} back. Where even that fails the keys are given out, to nobody's harm. */
        void takeBack() {
            if (lines.isEmpty()) {
                return;
            }
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.truncate(before);
                out.force(true);
            } catch (IOException failed) {
                LOG.warn("{}: the keys of a site that could not be applied stay given out: {}", file, failed.getMessage());
                stand();
            }
        }

        void stand() {
            byId.putAll(points);
            byKey = keyed.toArray(Point[]::new);
        }
    }

    private void append(String lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        boolean isNew = !Files.exists(file);
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
        if (isNew) {
            DurableFile.forceFolder(file.toAbsolutePath().getParent());
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
