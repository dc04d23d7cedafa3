package io.gemello.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Values that jump over and under their limits, over MQTT with QoS 1. What a killed broker left unanswered is sent again before anything
 * new, as a device does: so in the end every value was acknowledged, each of a point with its own time, in order. One thread at a time.
 */
final class AlertLoad {
    static final int ASSETS = 60;
    static final int VALUES = 5;
    private static final String RULES = """
        {"rules": [
          {"rule": "load", "kind": "limit", "for": {"type": "rack"}, "limits": {"hihi": 90, "hi": 70, "lo": 10}, "deadband": 4},
          {"rule": "strict", "kind": "limit", "for": {"feature": "v1"}, "limits": {"hi": 50}, "latching": true}
        ]}""";
    private final Random random;
    private final int messagesPerSecond;
    /** Handed over and not acknowledged, by id. */
    private final Map<Long, Message> open = new TreeMap<>();
    private final List<Message> sent = new ArrayList<>();
    private final long[] lastMillis = new long[ASSETS];
    private volatile boolean ended;

    /** @param values of one asset, at one time */
    record Message(int asset, long millis, double[] values) {
        private String payload() {
            StringBuilder json = new StringBuilder("{\"t\":").append(millis).append(",\"v\":[");
            for (int i = 0; i < values.length; i++) {
                json.append(i == 0 ? "" : ",").append(values[i]);
            }
            return json.append("]}").toString();
        }
    }

    AlertLoad(long seed, int messagesPerSecond) {
        random = new Random(seed);
        this.messagesPerSecond = messagesPerSecond;
    }

    static Path site(Path folder) throws IOException {
        List<String> assets = new ArrayList<>(List.of("asset,type,name"));
        List<String> points = new ArrayList<>(List.of("point,asset,feature,quantity,unit,adapter,address"));
        for (int a = 0; a < ASSETS; a++) {
            assets.add("a" + a + ",rack,Rack " + a);
            for (int v = 0; v < VALUES; v++) {
                points.add(point(a, v) + ",a" + a + ",v" + v + ",count,1,hall,t/" + a + "#$.v[" + v + "]@$.t");
            }
        }
        TestSite.write(folder, assets, points);
        Files.writeString(Files.createDirectory(folder.resolve("rules")).resolve("load.json"), RULES);
        return folder;
    }

    private static String point(int asset, int value) {
        return "a" + asset + "-" + value;
    }

    /** Publishes until the time is over, the load has ended or the broker is gone. */
    void publish(MqttSender sender, long millis) throws InterruptedException {
        for (Map.Entry<Long, Message> again : open.entrySet()) {
            if (!send(sender, again.getKey(), again.getValue())) {
                return;
            }
        }
        long begin = System.nanoTime();
        for (long m = 0; !ended && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(millis); m++) {
            LockSupport.parkNanos(begin + m * 1_000_000_000L / messagesPerSecond - System.nanoTime());
            int asset = sent.size() % ASSETS;
            lastMillis[asset] = Math.max(System.currentTimeMillis(), lastMillis[asset] + 1);
            Message message = new Message(asset, lastMillis[asset], random.doubles(VALUES, 0, 1000).map(value -> Math.floor(value) / 10).toArray());
            long id = sent.size();
            sent.add(message);
            open.put(id, message);
            if (!send(sender, id, message)) {
                return;
            }
        }
    }

    private static boolean send(MqttSender sender, long id, Message message) throws InterruptedException {
        return sender.send("t/" + message.asset(), id, message.payload());
    }

    /** Nothing new is published any more; what is unanswered can be sent again. */
    void end() {
        ended = true;
    }

    /** Takes note of what the broker acknowledged. @return how many messages that were */
    int settle(MqttSender sender) {
        int before = open.size();
        sender.acknowledged().forEach(open::remove);
        return before - open.size();
    }

    /** Messages that nobody has acknowledged yet. */
    int unanswered() {
        return open.size();
    }

    int readings() {
        return sent.size() * VALUES;
    }

    /** What has to happen to each alert by the process alone, in order: event, level, value and milliseconds. */
    Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (int a = 0; a < ASSETS; a++) {
            for (int v = 0; v < VALUES; v++) {
                expected.put("load@" + point(a, v), new ArrayList<>());
            }
            expected.put("strict@" + point(a, 1), new ArrayList<>());
        }
        Map<String, Integer> standing = new LinkedHashMap<>();
        for (Message message : sent) {
            for (int v = 0; v < VALUES; v++) {
                double value = message.values()[v];
                String load = "load@" + point(message.asset(), v);
                step(expected.get(load), standing, load, value, message.millis(), this::loadLevel);
                if (v == 1) {
                    String strict = "strict@" + point(message.asset(), v);
                    step(expected.get(strict), standing, strict, value, message.millis(), (now, before) -> now > 50 ? HI : 0);
                }
            }
        }
        expected.values().removeIf(List::isEmpty);
        return expected;
    }

    private static final int LO = 1;
    private static final int HI = 2;
    private static final int HIHI = 4;

    private interface Levels {
        /** @param before bits of the levels that held @return of those that hold now */
        int of(double value, int before);
    }

    private int loadLevel(double value, int before) {
        int lo = value < ((before & LO) == 0 ? 10 : 14) ? LO : 0;
        int hi = value > ((before & HI) == 0 ? 70 : 66) ? HI : 0;
        int hihi = value > ((before & HIHI) == 0 ? 90 : 86) ? HIHI : 0;
        return lo | hi | hihi;
    }

    private static void step(List<String> lines, Map<String, Integer> standing, String alert, double value, long millis, Levels levels) {
        int before = standing.getOrDefault(alert, 0);
        int now = levels.of(value, before);
        standing.put(alert, now);
        String was = top(before);
        String is = top(now);
        if (is.isEmpty() && !was.isEmpty()) {
            lines.add("returned " + was + " " + value + " " + millis);
        } else if (!is.equals(was)) {
            boolean held = now == (now & before) && (before & (is.equals("hihi") ? HIHI : is.equals("hi") ? HI : LO)) != 0;
            lines.add((was.isEmpty() ? "raised " : held ? "eased " : "worsened ") + is + " " + value + " " + millis);
        }
    }

    private static String top(int levels) {
        return (levels & HIHI) != 0 ? "hihi" : (levels & HI) != 0 ? "hi" : (levels & LO) != 0 ? "lo" : "";
    }
}
