package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 in a flood of alerts. The history must tell exactly what follows from the readings, whose every one was acknowledged in the
 * end, and every acknowledgement of a person that was confirmed: once, in order.
 */
class AlertKillTest {
    private static final int MESSAGES_PER_SECOND = 300;
    @TempDir Path folder;
    private final Set<String> answered = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    @Test
    void twoKillsNeitherLoseNorDoubleATransition() throws Exception {
        killAndLook(2, 11);
    }

    @Test
    @Tag("long")
    void tenKillsNeitherLoseNorDoubleATransition() throws Exception {
        killAndLook(10, 42);
    }

    private void killAndLook(int times, long seed) throws Exception {
        Random random = new Random(seed);
        Path site = AlertLoad.site(folder.resolve("site"));
        AlertLoad load = new AlertLoad(seed, MESSAGES_PER_SECOND);
        for (int round = 0; round < times; round++) {
            try (GemelloProcess gemello = start(site)) {
                floodThenKill(gemello, load, 300 + random.nextInt(4000), round);
            }
        }
        try (GemelloProcess gemello = start(site)) {
            try (MqttSender sender = new MqttSender(gemello.mqtt())) {
                load.publish(sender, 200);
                sender.drain(30);
                load.settle(sender);
            }
            assertEquals(0, load.unanswered(), "messages that were never acknowledged");
            assertTrue(answered.size() >= times, "too few acknowledgements to prove anything: " + answered.size());
            AlertLedger.assertComplete(gemello, load, answered, refused);
        }
    }

    private GemelloProcess start(Path site) throws Exception {
        return GemelloProcess.start(folder.resolve("var"), "--site", site.toString(), "--features", "alert");
    }

    private void floodThenKill(GemelloProcess gemello, AlertLoad load, int millis, int round) throws Exception {
        Thread publisher;
        try (MqttSender sender = new MqttSender(gemello.mqtt())) {
            try (Acknowledger person = new Acknowledger(gemello, "round" + round)) {
                publisher = new Thread(() -> publish(load, sender), "load");
                publisher.start();
                TimeUnit.MILLISECONDS.sleep(millis);
                gemello.kill();
                publisher.interrupt();
                publisher.join(30_000);
                person.close();
                answered.addAll(person.answered());
                refused.addAll(person.refused());
            }
            assertTrue(load.settle(sender) > 0, "round " + round + " acknowledged nothing: it proves nothing");
        }
    }

    private static void publish(AlertLoad load, MqttSender sender) {
        try {
            load.publish(sender, 60_000);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
