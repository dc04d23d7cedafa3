package io.gemello.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * The probes: publishes at a fixed rate, from a JVM of its own, QoS 1, and writes down what the broker acknowledged. One
 * message holds the values of one asset: {@code {"t":MILLIS,"v":[…]}}. When the broker is slow it falls behind and catches
 * up; it never leaves anything out.
 */
final class Publisher {
    private static final int IN_FLIGHT = 500;
    private static final int DRAIN_SECONDS = 60;

    private final LoadSite site;
    private final int client;
    private final int clients;
    private final long messages;
    private final double messagesPerSecond;
    private final MqttAsyncClient mqtt;
    private final Semaphore window = new Semaphore(IN_FLIGHT);
    private final BitSet[] acknowledged;
    private final int[] sent;
    private final long[] lastMillis;
    private long behindNanos;
    private long waitedNanos;

    private Publisher(LoadSite site, int client, int clients, long messages, double messagesPerSecond, MqttAsyncClient mqtt) {
        this.site = site;
        this.client = client;
        this.clients = clients;
        this.messages = messages;
        this.messagesPerSecond = messagesPerSecond;
        this.mqtt = mqtt;
        acknowledged = new BitSet[site.assets()];
        sent = new int[site.assets()];
        lastMillis = new long[site.assets()];
        for (int a = 0; a < acknowledged.length; a++) {
            acknowledged[a] = new BitSet();
        }
    }

    /** @param args URI, assets, values a message, messages, messages per second, clients, file for the result; the password is in the environment */
    public static void main(String[] args) throws Exception {
        LoadSite site = new LoadSite(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        int clients = Integer.parseInt(args[5]);
        List<Publisher> publishers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < clients; c++) {
            publishers.add(new Publisher(site, c, clients, Long.parseLong(args[3]), Double.parseDouble(args[4]), connect(args[0], c)));
        }
        long begin = System.nanoTime();
        for (Publisher publisher : publishers) {
            Thread thread = new Thread(() -> publisher.publish(begin), "bench-publisher-" + publisher.client);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (Publisher publisher : publishers) {
            publisher.drain();
        }
        RuntimeProcess.JSON.writeValue(Path.of(args[6]).toFile(), Map.of("seconds", seconds, "assets", result(site, publishers),
                "behindMillis", publishers.stream().mapToLong(p -> p.behindNanos / 1_000_000).max().orElse(0),
                "waitedMillis", publishers.stream().mapToLong(p -> p.waitedNanos / 1_000_000).sum()));
        System.exit(0); // Paho's threads may be waiting for a broker that is gone
    }

    private static MqttAsyncClient connect(String uri, int number) throws MqttException {
        MqttAsyncClient mqtt = new MqttAsyncClient(uri, "bench-" + number, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(RuntimeProcess.USER);
        options.setPassword(System.getenv("BENCH_PASSWORD").getBytes(StandardCharsets.UTF_8));
        options.setConnectionTimeout(30);
        options.setReceiveMaximum(IN_FLIGHT);
        mqtt.connect(options).waitForCompletion();
        return mqtt;
    }

    private void publish(long begin) {
        for (long m = client; m < messages; m += clients) {
            long due = begin + (long) (m / messagesPerSecond * 1e9);
            long now = System.nanoTime();
            if (due > now) {
                LockSupport.parkNanos(due - now);
            } else {
                behindNanos = Math.max(behindNanos, now - due);
            }
            send(asset(m));
        }
    }

    /** One asset's messages all come from one client, so that they keep their order. */
    private int asset(long message) {
        int mine = (site.assets() - client + clients - 1) / clients;
        return (int) (message / clients % mine) * clients + client;
    }

    private void send(int asset) {
        int sequence = sent[asset]++;
        // never twice the same time for one point: it would be one reading
        lastMillis[asset] = Math.max(System.currentTimeMillis(), lastMillis[asset] + 1);
        MqttMessage message = new MqttMessage(payload(sequence, lastMillis[asset]));
        message.setQos(1);
        long before = System.nanoTime();
        window.acquireUninterruptibly();
        waitedNanos += System.nanoTime() - before;
        try {
            mqtt.publish(site.topic(asset), message, null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    synchronized (acknowledged) {
                        acknowledged[asset].set(sequence);
                    }
                    window.release();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable failed) {
                    window.release();
                }
            });
        } catch (MqttException e) {
            window.release(); // not acknowledged: that is what the result says
        }
    }

    private byte[] payload(int sequence, long millis) {
        StringBuilder json = new StringBuilder(32 + site.width() * 8).append("{\"t\":").append(millis).append(",\"v\":[");
        for (int place = 0; place < site.width(); place++) {
            json.append(place == 0 ? "" : ",").append((long) sequence * LoadSite.PLACES + place);
        }
        return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void drain() throws InterruptedException {
        window.tryAcquire(IN_FLIGHT, DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    private static List<Map<String, Object>> result(LoadSite site, List<Publisher> publishers) {
        List<Map<String, Object>> assets = new ArrayList<>();
        for (int a = 0; a < site.assets(); a++) {
            int count = 0;
            BitSet acknowledged = new BitSet();
            for (Publisher publisher : publishers) {
                count = Math.max(count, publisher.sent[a]);
                synchronized (publisher.acknowledged) {
                    acknowledged.or(publisher.acknowledged[a]);
                }
            }
            BitSet missing = new BitSet();
            missing.set(0, count);
            missing.andNot(acknowledged);
            assets.add(Map.of("sent", count, "unacknowledged", missing.stream().boxed().toList()));
        }
        return assets;
    }
}
