package io.gemello.series.duckdb.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One file on its way into the running system, batch by batch; each is durable there before the next begins. How far it came is kept beside the file, so
 * that the same command goes on after a break; what came through twice does no harm.
 */
final class FileImport {
    private static final int BATCH = 5000;
    private static final int SHOWN = 10;
    private static final long SAY_EVERY = TimeUnit.SECONDS.toNanos(2);

    private final Path path;
    private final RowSource rows;
    private final Server server;
    private final PrintStream out;
    private final ImportMark mark;
    private final Map<String, String> pointOfAddress = new HashMap<>();
    private final Map<String, Long> unknown = new TreeMap<>();
    private long read;
    private long sent;
    private long bad;
    private long saidAt = System.nanoTime();

    FileImport(Path path, RowSource rows, Server server, PrintStream out) throws IOException {
        this.path = path;
        this.rows = rows;
        this.server = server;
        this.out = out;
        mark = new ImportMark(path, server.address());
    }

    /** @return whether all rows are stored */
    boolean run() throws IOException, InterruptedException {
        try (rows) {
            readAddresses();
            long skip = mark.rows();
            if (skip > 0) {
                out.println(path + ": goes on behind value " + skip);
            }
            List<Row> batch = new ArrayList<>();
            for (Row row = next(); row != null; row = next()) {
                read++;
                if (read > skip) {
                    batch.add(row);
                }
                if (batch.size() == BATCH) {
                    send(batch);
                    batch.clear();
                }
            }
            send(batch);
        }
        mark.done();
        out.printf("%s: %,d values stored%s%s%n", path, sent, bad == 0 ? "" : ", %,d lines could not be read".formatted(bad), unknown.isEmpty() ? "" : ", " + unknown());
        return bad == 0 && unknown.isEmpty();
    }

    /** Points are named by their ids; those that line protocol feeds by their addresses too. */
    private void readAddresses() throws IOException, InterruptedException {
        String cursor = "";
        do {
            JsonNode page = server.get("api/gemello/points?limit=10000" + cursor);
            for (JsonNode point : page.path("points")) {
                String id = point.path("point").asText();
                pointOfAddress.put(id, id);
                if ("influx".equals(point.path("adapter").asText())) {
                    pointOfAddress.putIfAbsent(point.path("address").asText(), id);
                }
            }
            cursor = page.hasNonNull("cursor") ? "&cursor=" + URLEncoder.encode(page.path("cursor").asText(), StandardCharsets.UTF_8) : null;
        } while (cursor != null);
    }

    private Row next() throws IOException {
        while (true) {
            try {
                return rows.next();
            } catch (RowSource.BadRow no) {
                bad++;
                if (bad <= SHOWN) {
                    out.println(path + ", " + no.getMessage());
                }
            }
        }
    }

    private void send(List<Row> batch) throws IOException, InterruptedException {
        Map<List<String>, List<Object>> series = new LinkedHashMap<>();
        for (Row row : batch) {
            String point = pointOfAddress.get(row.name());
            if (point == null) {
                unknown.merge(row.name(), 1L, Long::sum);
            } else {
                series.computeIfAbsent(Arrays.asList(point, row.unit()), key -> new ArrayList<>()).add(List.of(row.epochNanos(), row.value()));
            }
        }
        List<Object> body = new ArrayList<>();
        series.forEach((key, samples) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("point", key.get(0));
            one.put("unit", key.get(1));
            one.put("samples", samples);
            body.add(one);
        });
        if (!body.isEmpty()) {
            JsonNode answer = server.post("api/gemello/import", Server.JSON.writeValueAsBytes(body));
            sent += answer.path("taken").asLong();
            for (JsonNode refused : answer.path("unknown")) {
                series.forEach((key, samples) -> {
                    if (key.get(0).equals(refused.asText())) {
                        unknown.merge(refused.asText(), (long) samples.size(), Long::sum);
                    }
                });
            }
        }
        mark.reached(read);
        if (System.nanoTime() - saidAt > SAY_EVERY) {
            saidAt = System.nanoTime();
            out.printf("%s: %,d values, %.0f %%%n", path, read, 100 * rows.progress());
        }
    }

    private String unknown() {
        long values = unknown.values().stream().mapToLong(Long::longValue).sum();
        return "%,d values of %,d series belong to no point of the site, or not to one that you may write: %s%s".formatted(values, unknown.size(),
            String.join(", ", unknown.keySet().stream().limit(SHOWN).toList()), unknown.size() > SHOWN ? " …" : "");
    }
}
