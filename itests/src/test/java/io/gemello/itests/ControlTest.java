package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hall's cooling under control, as operators have it: the loop's bundle is hot-deployed, dry, armed, removed; what gets to actuators is heard at the broker. */
class ControlTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LOOP = "/api/gemello/control/loops/hottest-inlet";
    private static final String JAR = "inlet.jar";
    private static final String INLET = "io.gemello.control.inlet";
    private static final double NORMAL = 75;
    private static final double SAFE = 80;
    private static final double LIMIT = 27;
    @TempDir Path folder;
    private Path site;

    @BeforeEach
    void copySite() throws Exception {
        site = folder.resolve("site");
        Path from = BuiltBundle.home().resolve("runtime-config/sites/datahall");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, site.resolve(from.relativize(file).toString()));
            }
        }
    }

    private GemelloProcess start(String... more) throws Exception {
        return GemelloProcess.start(folder.resolve("var"), Stream.concat(Stream.of("--site", site.toString()), Stream.of(more)).toArray(String[]::new));
    }

    private HotBundles deploy(GemelloProcess gemello) throws Exception {
        HotBundles hot = new HotBundles(gemello, folder);
        hot.drop(BuiltBundle.all().stream().filter(bundle -> bundle.name().equals(INLET)).findFirst().orElseThrow().jar(), JAR);
        GemelloProcess.awaitTrue("the loop decides, dry, on all four fans", SOON, () -> loop(gemello).path("state").asText().equals("dry") && loop(gemello).path("decisions").size() == 4);
        return hot;
    }

    @Test
    void dryItWritesNothingArmedItCoolsAndRemovedItLeavesTheSafeValue() throws Exception {
        try (GemelloProcess gemello = start(); CommandEar ear = new CommandEar(gemello, folder)) {
            user(gemello, "vera", "viewer");
            user(gemello, "meter-7", "device");
            HotBundles hot = deploy(gemello);
            double cycles = gemello.metric("gemello_control_cycles_total");
            GemelloProcess.awaitTrue("six more cycles", SOON, () -> gemello.metric("gemello_control_cycles_total") >= cycles + 6);
            assertTrue(loop(gemello).at("/decisions/0/outcome").asText().startsWith("dry run: would write"), loop(gemello).toString());
            assertTrue(gemello.metric("gemello_control_dry_total") >= 24);
            assertEquals(List.of(), ear.all(), "a dry run writes");

            assertEquals(403, gemello.send(gemello.request(LOOP + "/arm").setHeader("Authorization", GemelloProcess.basic("vera", GemelloProcess.PASSWORD)).header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"for\":\"1 min\",\"comment\":\"a viewer tries\"}")).build()).statusCode());
            assertTrue(CommandEar.publish(gemello, "meter-7", "datahall/command/crac-1/fan", "20").contains("Not authorized"), "a device gives orders");
            assertEquals("", CommandEar.publish(gemello, "meter-7", "datahall/klimat/own", "20"));
            assertEquals(400, gemello.send("POST", LOOP + "/arm", "{\"for\":\"10 min\"}").statusCode(), "without a comment");
            assertEquals(List.of(), ear.all());

            arm(gemello, "2 s");
            GemelloProcess.awaitTrue("the lease is over, and all at the safe value", SOON, () -> loop(gemello).path("state").asText().equals("dry") && atSafe(ear));
            assertEquals(0, gemello.metric("gemello_control_armed"));
            assertTrue(events(gemello).contains("lease-over"), "" + events(gemello));

            arm(gemello, "10 min");
            fault(gemello, "PUT");
            GemelloProcess.awaitTrue("more air is asked for", SOON, () -> ear.last().values().stream().allMatch(value -> value > SAFE + 5));
            GemelloProcess.awaitTrue("the points say so", SOON, () -> fan(gemello, 1) > SAFE + 5);
            assertTrue(loop(gemello).at("/decisions/0/reason").asText().contains("rack-2-"), loop(gemello).toString());

            hot.delete(JAR);
            GemelloProcess.awaitTrue("all at the safe value", SOON, () -> atSafe(ear));
            GemelloProcess.awaitTrue("the points say so", SOON, () -> fan(gemello, 1) == SAFE && fan(gemello, 4) == SAFE);
            assertEquals("waiting", loop(gemello).path("state").asText());
            assertTrue(events(gemello).containsAll(List.of("arm", "write", "safe")), "" + events(gemello));
        }
    }

    @Test
    @Tag("long")
    void whatWouldExceedTheLimitStaysBelowItWhenArmed() throws Exception {
        try (GemelloProcess gemello = start()) {
            deploy(gemello);
            long began = System.nanoTime();
            fault(gemello, "PUT");
            GemelloProcess.awaitTrue("without control the limit is exceeded", Duration.ofMinutes(9), () -> hottest(gemello) > LIMIT);
            long exceededAfter = System.nanoTime() - began;
            assertEquals(0, gemello.metric("gemello_control_sent_total"));
            fault(gemello, "DELETE");
            GemelloProcess.awaitTrue("the hall is cool again", Duration.ofMinutes(9), () -> hottest(gemello) < 21);
            arm(gemello, "1 h");
            fault(gemello, "PUT");
            double worst = 0;
            for (long end = System.nanoTime() + 2 * exceededAfter + TimeUnit.MINUTES.toNanos(1); System.nanoTime() < end; TimeUnit.SECONDS.sleep(1)) {
                worst = Math.max(worst, hottest(gemello));
            }
            assertTrue(worst > 23 && worst < LIMIT, "the hottest inlet reached " + worst);
            assertTrue(fan(gemello, 1) > SAFE, "by its commands");
            assertEquals("armed", loop(gemello).path("state").asText());
        }
    }

    @Test
    @Tag("long")
    void aReplacedControlBundleAKillAndAnOrderlyEndLeaveTheSafeValueInTheActuatorsThemselves() throws Exception {
        try (GemelloProcess gemello = start(); CommandEar ear = new CommandEar(gemello, folder)) {
            HotBundles hot = deploy(gemello);
            arm(gemello, "1 h");
            GemelloProcess.awaitTrue("it writes", SOON, () -> ear.last().size() == 4);
            hot.drop(hot.rebuilt("io.gemello.control", "0.1.1"), "control.jar");
            GemelloProcess.awaitTrue("all at the safe value", SOON, () -> atSafe(ear));
            hot.awaitActive("io.gemello.control", "0.1.1");
            GemelloProcess.awaitTrue("dry again", SOON, () -> loop(gemello).path("decisions").size() == 4 && loop(gemello).path("state").asText().equals("dry"));
            arm(gemello, "1 h");
            awayFromSafe(gemello);
            gemello.kill();
        }
        try (GemelloProcess again = start()) {
            GemelloProcess.awaitTrue("all four are at their safe value", SOON, () -> fansAtSafe(again));
            GemelloProcess.awaitTrue("control has seen it", SOON, () -> List.of(true, true, true, true).equals(actuatorsAreFree(again)));
            assertEquals(List.of(SAFE, SAFE, SAFE, SAFE), safeValues(again, 4));
            assertEquals("dry", GemelloProcess.await("the loop is there", SOON, () -> loop(again).path("decisions").size() == 4 ? loop(again) : null).path("state").asText());
            arm(again, "1 h");
            awayFromSafe(again);
            assertEquals(0, again.terminate());
        }
        assertEquals(4, ordered().filter(line -> line.endsWith("/fan = 80.0")).count(), () -> "the machines keep " + ordered().toList());
        try (GemelloProcess third = start()) {
            GemelloProcess.awaitTrue("all four are at their safe value", SOON, () -> fansAtSafe(third));
        }
    }

    /** The loop has moved them so far that nobody takes it for the safe value. */
    private static void awayFromSafe(GemelloProcess gemello) throws Exception {
        GemelloProcess.awaitTrue("its commands are carried out, far from the safe value", SOON, () -> {
            boolean all = true;
            for (int unit = 1; unit <= 4; unit++) {
                all &= fan(gemello, unit) > 0 && fan(gemello, unit) < SAFE - 3;
            }
            return all;
        });
    }

    private static boolean fansAtSafe(GemelloProcess gemello) throws Exception {
        return fan(gemello, 1) == SAFE && fan(gemello, 2) == SAFE && fan(gemello, 3) == SAFE && fan(gemello, 4) == SAFE;
    }

    private static List<Boolean> actuatorsAreFree(GemelloProcess gemello) throws Exception {
        return StreamSupport.stream(gemello.get("/api/gemello/control").path("actuators").spliterator(), false).filter(one -> one.path("point").asText().endsWith("-fan-setpoint"))
            .map(one -> one.path("state").asText().equals("free")).toList();
    }

    /** The newest in the history. */
    private static List<Double> safeValues(GemelloProcess gemello, int many) throws Exception {
        return StreamSupport.stream(gemello.get("/api/gemello/control/history?what=safe&limit=" + many).get("history").spliterator(), false).map(event -> event.path("value").asDouble()).toList();
    }

    /** What the simulated machines were told last, as they keep it. */
    private Stream<String> ordered() {
        try {
            return Files.readAllLines(folder.resolve("var/simulator/datahall.state")).stream().filter(line -> line.startsWith("order."));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The simulator's fans start at their normal speed, so the safe value there is control's doing. */
    private static boolean atSafe(CommandEar ear) throws Exception {
        Map<String, Double> last = ear.last();
        return last.size() == 4 && last.values().stream().allMatch(value -> value == SAFE) && SAFE != NORMAL;
    }

    private static void arm(GemelloProcess gemello, String time) throws Exception {
        HttpResponse<String> answer = gemello.send("POST", LOOP + "/arm", "{\"for\":\"" + time + "\",\"comment\":\"trial\"}");
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private static void fault(GemelloProcess gemello, String method) throws Exception {
        assertEquals(method.equals("PUT") ? 200 : 204, gemello.send(method, "/api/gemello/simulator/faults/crac-2.off", null).statusCode());
    }

    private static JsonNode loop(GemelloProcess gemello) throws Exception {
        return gemello.get("/api/gemello/control").path("loops").path(0);
    }

    private static List<String> events(GemelloProcess gemello) throws Exception {
        return StreamSupport.stream(gemello.get("/api/gemello/control/history?limit=1000").get("history").spliterator(), false).map(event -> event.get("what").asText()).toList();
    }

    private static double fan(GemelloProcess gemello, int unit) throws Exception {
        return gemello.get("/api/gemello/points/crac-" + unit + "-fan-setpoint").path("value").asDouble();
    }

    private static double hottest(GemelloProcess gemello) throws Exception {
        return StreamSupport.stream(gemello.get("/api/gemello/points?limit=1000").get("points").spliterator(), false)
            .filter(point -> point.get("asset").asText().startsWith("rack-") && point.get("feature").asText().startsWith("inlet-")).mapToDouble(point -> point.path("value").asDouble()).max().orElseThrow();
    }

    private void user(GemelloProcess gemello, String name, String role) throws Exception {
        Process add = GemelloProcess.command("user", List.of("add", name, "--role", role, "--data", gemello.data().toString())).redirectErrorStream(true).start();
        String said = new String(add.getInputStream().readAllBytes());
        assertEquals(0, add.waitFor(), said);
    }
}
