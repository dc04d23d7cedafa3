package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of rule comes into a running system as a bundle, raises an alert, goes, and comes back. */
class NewRuleKindTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String BUNDLE = "io.gemello.alert.ahead";
    private static final String RULES = """
        {"rules": [
          {"rule": "soon", "kind": "ahead", "for": {"feature": "v"}, "limits": {"hi": 100000}, "within": "1 h", "window": "3 s", "message": "{value} is expected, limit {limit}"},
          {"rule": "over", "kind": "limit", "for": {"feature": "v"}, "limits": {"hi": 10}}
        ]}
        """;
    @TempDir Path folder;
    private final AtomicBoolean rising = new AtomicBoolean(true);
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void raisesItsAlertAfterItWasDroppedInAndLeavesItStandingWhenItGoes() throws Exception {
        Path site = TestSite.write(folder.resolve("site"), 1);
        Files.writeString(Files.createDirectories(site.resolve("rules")).resolve("own.json"), RULES);
        Path data = folder.resolve("var");
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", site.toString()); MqttSender sender = new MqttSender(gemello.mqtt())) {
            Thread load = new Thread(() -> load(sender), "load");
            load.start();
            GemelloProcess.awaitTrue("the rules of the kinds that are there hold", SOON, () -> state(gemello, "over@p0").equals("unacknowledged"));
            GemelloProcess.awaitTrue("its kind is missed", SOON, () -> health(gemello).contains("no bundle brings the kind 'ahead'; there are bad, deviation, limit"));
            HotBundles bundles = new HotBundles(gemello, folder);
            Path jar = bundles.rebuilt(BUNDLE, "1.0.0");
            bundles.drop(jar, "ahead.jar");
            GemelloProcess.awaitTrue("its alert is raised", SOON, () -> state(gemello, "soon@p0").equals("unacknowledged"));
            GemelloProcess.awaitTrue("nothing is missed", SOON, () -> health(gemello).isEmpty());
            GemelloProcess.awaitTrue("its thing shows it", SOON, () -> gemello.get("/api/2/things/" + TestSite.NAMESPACE + ":a0/features/alerts/properties/list").findValuesAsText("rule").contains("soon"));
            bundles.delete("ahead.jar");
            bundles.awaitGone(BUNDLE);
            GemelloProcess.awaitTrue("its kind is missed again", SOON, () -> health(gemello).contains("no bundle brings the kind 'ahead'"));
            rising.set(false);
            assertEquals(200, gemello.send("POST", "/api/gemello/alerts/soon@p0/ack", "{\"comment\": \"seen\"}").statusCode());
            assertEquals("acknowledged", state(gemello, "soon@p0"), "it stands, and people can do what they do");
            bundles.drop(jar, "ahead.jar");
            GemelloProcess.awaitTrue("the trend is over", SOON, () -> state(gemello, "soon@p0").equals("normal"));
            enough.set(true);
            load.join();
        }
    }

    /** Ten readings a second; the rise is 180,000 an hour. */
    private void load(MqttSender sender) {
        long value = 0;
        try {
            for (long id = 0; !enough.get(); id++) {
                value += rising.get() ? 5 : 0;
                sender.send("t/0", id, "{\"v\":" + value + ",\"t\":" + System.currentTimeMillis() + "}");
                Thread.sleep(100);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static String state(GemelloProcess gemello, String alert) throws Exception {
        for (JsonNode one : gemello.get("/api/gemello/alerts?state=all").get("alerts")) {
            if (one.get("id").asText().equals(alert)) {
                return one.get("state").asText();
            }
        }
        return "";
    }

    /** What is wrong with the rules; empty for nothing. */
    private static String health(GemelloProcess gemello) throws Exception {
        for (JsonNode check : gemello.get("/api/gemello/health").get("checks")) {
            if (check.get("name").asText().equals("alert.rules")) {
                return check.get("message").asText();
            }
        }
        return "";
    }
}
