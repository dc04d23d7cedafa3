package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Probes that never pause: {@value #RATE} readings a second over MQTT, QoS 1, {@value #VALUES} values a message, from a thread of
 * its own until it is closed. Value {@code n} of a point is its n-th one, so that the store's content tells what was lost. What
 * was sent in each second goes to a file.
 */
final class SteadyLoad implements AutoCloseable {
    static final int RATE = 5_000;
    static final int VALUES = 5;
    static final int ASSETS = 20;
    private final MqttSender sender;
    private final Path log;
    private final int messagesPerSecond;
    private final List<String> lines = new ArrayList<>(List.of("second,messages,readings,milliseconds behind"));
    private final Thread thread = new Thread(this::publish, "load");
    private volatile boolean on = true;
    private volatile long sent;
    private volatile boolean broken;

    SteadyLoad(int port, Path log) throws Exception {
        this(port, log, RATE, MqttSender.USUAL_SECONDS);
    }

    /**
     * @param rate readings a second
     * @param patienceSeconds how long the broker may acknowledge nothing
     */
    SteadyLoad(int port, Path log, int rate, long patienceSeconds) throws Exception {
        sender = new MqttSender(port, patienceSeconds);
        this.log = log;
        messagesPerSecond = rate / VALUES;
        thread.start();
    }

    static Path site(Path folder) throws IOException {
        List<String> assets = new ArrayList<>(List.of("asset,type,name"));
        List<String> points = new ArrayList<>(List.of("point,asset,feature,quantity,unit,adapter,address", "probe,a0,probe,count,1," + ProbeBundle.ADAPTER + "," + ProbeBundle.ADDRESS));
        for (int a = 0; a < ASSETS; a++) {
            assets.add("a" + a + ",rack,Rack " + a);
            for (int v = 0; v < VALUES; v++) {
                points.add("a" + a + "-" + v + ",a" + a + ",v" + v + ",count,1,hall,load/" + a + "#$.v[" + v + "]@$.t");
            }
        }
        return TestSite.write(folder, assets, points);
    }

    private void publish() {
        long begin = System.nanoTime();
        long inSecond = 0;
        long second = 0;
        long startMillis = System.currentTimeMillis();
        try {
            for (long m = 0; on; m++) {
                long due = begin + m * 1_000_000_000L / messagesPerSecond;
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                long now = (System.nanoTime() - begin) / 1_000_000_000L;
                if (now > second) {
                    lines.add(second + "," + inSecond + "," + inSecond * VALUES + "," + Math.max(0, -wait / 1_000_000));
                    second = now;
                    inSecond = 0;
                }
                long n = m / ASSETS;
                // Every point has its own next millisecond, whenever it is really sent: never the same time twice.
                if (!sender.send("load/" + m % ASSETS, m, "{\"v\":[" + (n + ",").repeat(VALUES - 1) + n + "],\"t\":" + (startMillis + m * 1000 / messagesPerSecond) + "}")) {
                    broken = true;
                    return;
                }
                inSecond++;
                sent = m + 1;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Messages handed over so far. */
    long sent() {
        return sent;
    }

    /** Stops, waits for the last answers, writes the log. @return messages that were sent, all acknowledged */
    long finish() throws Exception {
        on = false;
        thread.join(TimeUnit.SECONDS.toMillis(30));
        sender.drain(60);
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.write(log, lines);
        if (broken || sender.acknowledged().size() != sent) {
            throw new AssertionError("of " + sent + " messages the broker acknowledged " + sender.acknowledged().size() + (broken ? "; the connection broke" : ""));
        }
        return sent;
    }

    /** How many readings point {@code place} of asset {@code asset} must have. */
    private long expected(int asset) {
        return (sent - asset + ASSETS - 1) / ASSETS;
    }

    /** Waits until the store has the last reading of each asset, then holds every stored reading against what was sent. */
    void assertStored(GemelloProcess gemello, Duration patience) throws Exception {
        for (int a = 0; a < ASSETS; a++) {
            String last = "/api/gemello/series/a" + a + "-0/latest";
            long newest = expected(a) - 1;
            GemelloProcess.awaitTrue("the last reading of asset " + a + " in the store", patience, () -> {
                // A store that has been in trouble answers 503 until it has tried again.
                HttpResponse<String> answer = gemello.send("GET", last, null);
                return answer.statusCode() == 200 && GemelloProcess.JSON.readTree(answer.body()).path("value").asLong(-1) == newest;
            });
        }
        for (int a = 0; a < ASSETS; a++) {
            for (int v = 0; v < VALUES; v++) {
                String point = "a" + a + "-" + v;
                long next = 0;
                for (JsonNode reading : Series.all(gemello, point)) {
                    // By time, as it was sent: a smaller number is a doubled or misplaced reading, a larger one a lost one.
                    assertEquals(next, reading.get("value").asLong(), "reading " + next + " of " + point);
                    assertEquals("good", reading.get("quality").asText(), "reading " + next + " of " + point);
                    next++;
                }
                assertEquals(expected(a), next, "readings of " + point);
            }
        }
    }

    /** Over all full seconds. */
    double readingsPerSecond() {
        return lines.stream().skip(1).mapToLong(line -> Long.parseLong(line.split(",")[2])).average().orElse(0);
    }

    @Override
    public void close() {
        on = false;
        sender.close();
    }
}
