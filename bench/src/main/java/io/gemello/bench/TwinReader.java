package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An application that follows all things by the twin's event stream, and notes which reading it sees when. */
final class TwinReader implements AutoCloseable {
    private final LoadSite site;
    private final Sightings seen;
    private final InputStream stream;
    private final Thread thread;
    private final CountDownLatch alive = new CountDownLatch(1);
    private volatile long events;
    private volatile boolean closed;
    private volatile String broken;

    TwinReader(RuntimeProcess runtime, LoadSite site) throws IOException, InterruptedException {
        this.site = site;
        seen = new Sightings(site.points());
        HttpResponse<InputStream> answer = runtime.client().send(runtime.request("/api/2/things").header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("the event stream of /api/2/things answered " + answer.statusCode());
        }
        stream = answer.body();
        thread = new Thread(this::read, "bench-twin-reader");
        thread.start();
        alive.await(10, TimeUnit.SECONDS); // the first line, a heartbeat at least: from now on nothing is missed
    }

    /** Ends the stream; what was seen then stands still. */
    Sightings finish() throws InterruptedException {
        close();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        return seen;
    }

    /** The newest sequence number of a point that was seen. */
    int newest(int point) {
        return seen.newest(point);
    }

    long events() {
        return events;
    }

    /** Why the stream ended by itself; null while it did not. */
    String broken() {
        return broken;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16)) {
            for (String line; (line = lines.readLine()) != null;) {
                alive.countDown();
                if (line.startsWith("data:") && line.length() > 6) {
                    take(line.substring(5), now());
                }
            }
            broken = closed ? null : "the runtime closed the event stream";
        } catch (IOException e) {
            broken = closed ? null : e.toString();
        }
    }

    private void take(String data, long now) throws IOException {
        JsonNode thing = RuntimeProcess.JSON.readTree(data);
        String id = thing.path("thingId").asText();
        if (!id.startsWith(LoadSite.NAMESPACE + ":a")) {
            return;
        }
        events++;
        int asset = Integer.parseInt(id.substring(LoadSite.NAMESPACE.length() + 2));
        for (Iterator<Map.Entry<String, JsonNode>> features = thing.path("features").fields(); features.hasNext();) {
            Map.Entry<String, JsonNode> feature = features.next();
            JsonNode value = feature.getValue().path("properties").path("value");
            if (value.isNumber()) {
                seen.saw(asset * site.width() + Integer.parseInt(feature.getKey().substring(1)), (int) (value.asLong() / LoadSite.PLACES), now);
            }
        }
    }

    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public void close() {
        closed = true;
        try {
            stream.close();
        } catch (IOException e) {
            broken = null; // it was to end anyway
        }
    }
}
