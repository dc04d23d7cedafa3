package io.gemello.series.duckdb.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code gemello export FILE}: writes readings of the system that runs as CSV, line protocol or Parquet. */
public final class ExportCommand {
    private static final Set<String> OPTIONS = Set.of("--data", "--server", "--format", "--zone", "--from", "--to", "--point");

    private final Server server;
    private final String span;

    private ExportCommand(Server server, String span) {
        this.server = server;
        this.span = span;
    }

    /** @return 0, 1 when it failed on the way, 2 for a wrong call */
    public static int run(String... args) throws InterruptedException {
        try {
            Arguments given = Arguments.parse(OPTIONS, args);
            if (given.words().size() != 1) {
                throw new IllegalArgumentException("export takes one file: gemello export FILE [--format csv|line|parquet] [--from T] [--to T] [--point P]… [--zone ZONE] [--data DIR | --server URL]");
            }
            Path file = Path.of(given.words().get(0));
            String format = given.format(file.toString());
            Times times = new Times(ZoneId.of(given.option("--zone", "UTC")));
            String span = "from=" + Times.text(times.nanos(given.option("--from", "1678-01-01T00:00:00Z"))) + "&to=" + Times.text(times.nanos(given.option("--to", "2261-12-31T00:00:00Z")));
            Server server = Server.of(given.option("--server", null), Path.of(given.option("--data", "var")), System.getenv());
            new ExportCommand(server, span).export(file, format, given.options().get("--point"));
            return 0;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            System.err.println("gemello: " + wrong.getMessage());
            return 2;
        } catch (IOException failed) {
            System.err.println("gemello: " + failed.getMessage());
            return 1;
        }
    }

    /** The file appears when it is complete. */
    private void export(Path file, String format, List<String> wanted) throws IOException, InterruptedException {
        List<JsonNode> points = points(wanted);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        long readings = 0;
        try (RowWriter writer = RowWriter.of(format, part)) {
            for (int i = 0; i < points.size(); i++) {
                long before = readings;
                readings += point(points.get(i), writer);
                System.err.printf("%s: %,d readings (%d of %d points)%n", points.get(i).path("point").asText(), readings - before, i + 1, points.size());
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        System.err.printf("%s: %,d readings of %,d points%n", file, readings, points.size());
    }

    private List<JsonNode> points(List<String> wanted) throws IOException, InterruptedException {
        List<JsonNode> points = new ArrayList<>();
        if (wanted != null) {
            for (String point : wanted) {
                points.add(server.get("api/gemello/points/" + escaped(point)));
            }
            return points;
        }
        for (String cursor = ""; cursor != null;) {
            JsonNode page = server.get("api/gemello/points?limit=10000" + cursor);
            page.path("points").forEach(points::add);
            cursor = page.hasNonNull("cursor") ? "&cursor=" + escaped(page.path("cursor").asText()) : null;
        }
        return points;
    }

    private long point(JsonNode point, RowWriter writer) throws IOException, InterruptedException {
        long readings = 0;
        String path = "api/gemello/series/" + escaped(point.path("point").asText()) + "?limit=10000&" + span;
        for (String cursor = ""; cursor != null;) {
            JsonNode page = server.get(path + cursor);
            for (JsonNode reading : page.path("readings")) {
                writer.write(point, reading);
                readings++;
            }
            cursor = page.hasNonNull("cursor") ? "&cursor=" + page.path("cursor").asText() : null;
        }
        return readings;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
