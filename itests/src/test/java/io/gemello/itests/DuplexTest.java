package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site on a model that others made with Revit: rules alone find the elements, the guide's own script feeds it, and the view shows it. */
class DuplexTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    @TempDir
    Path folder;

    @Test
    void rulesFindTheElementsOfARealModel() throws Exception {
        Path model = Path.of(System.getProperty("gemello.shared", "none"), "bim", "duplex_E.ifc");
        if (!Files.isRegularFile(model)) {
            System.out.println("skipped: shared data not found");
            Assumptions.abort("skipped: shared data not found");
        }
        Path site = site(model);
        checkSaysWhatIsInTheModel(site);
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("data"), "--site", site.toString(), "--features", "bim,view"); MqttSender stranger = new MqttSender(gemello.mqtt())) {
            Process feed = feed(site, gemello.mqtt());
            try {
                rulesHaveFoundThem(gemello);
                registersAreASecondSource(gemello);
                GemelloProcess.awaitTrue("every parameter has a live value", SOON, () -> liveParameters(gemello) == 119);
                assertTrue(stranger.send("duplex/attic", 1, "{\"temp_c\": 21.5}"));
                BrowserRun.of("duplex.mjs", Map.of("url", "http://127.0.0.1:" + gemello.http() + "/", "shots", Path.of("target/browser").toAbsolutePath().toString(), "password", GemelloProcess.PASSWORD,
                    "operator", "operator"));
            } finally {
                feed.descendants().forEach(ProcessHandle::destroy);
                feed.destroy();
            }
            assertEquals(0, gemello.terminate());
        }
    }

    /** Without a running system. A register that somebody keeps is read with it, and finds one more element. */
    private static void checkSaysWhatIsInTheModel(Path site) throws Exception {
        Files.writeString(site.resolve("register.csv"), "No;What;Where;Revit\n4711;Telephone outlet;Level 1;611904\n4712;Telephone outlet;Level 2;999\n4713;Boiler;Level 2;\n");
        Files.writeString(site.resolve("bim.json"), Files.readString(site.resolve("bim.json")).replaceFirst("\\{",
            "{\"registers\": [{\"file\": \"register.csv\", \"columns\": {\"id\": \"No\", \"name\": \"What\", \"in\": \"Where\", \"tag\": \"Revit\"}}],"));
        Process check = GemelloProcess.command("check", List.of(site.toString())).redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), said);
        assertTrue(said.contains("mapping: 213 matched, 2 unmatched (apartment-a, apartment-b)"), said);
        assertTrue(said.contains("registers: 3 rows: 1 matched, 2 unmatched, 3 not in the site"), said);
    }

    private static void registersAreASecondSource(GemelloProcess gemello) throws Exception {
        assertEquals("{\"matched\":1,\"ambiguous\":0,\"unmatched\":2,\"dangling\":0,\"not in the site\":3}", gemello.get("/bim/registers").get("counts").toString());
        assertEquals("1l2cgO2D5FS9t6u8i4CvnC", gemello.get("/bim/registers?q=4711").at("/rows/0/ifcGuid").asText());
    }

    private static void rulesHaveFoundThem(GemelloProcess gemello) throws Exception {
        GemelloProcess.awaitTrue("the model is mapped", SOON, () -> gemello.get("/bim/mapping?limit=1").at("/counts/matched").asInt() > 0);
        JsonNode mapping = gemello.get("/bim/mapping");
        Map<String, String> elements = new HashMap<>();
        Set<String> rules = new HashSet<>();
        for (JsonNode row : mapping.get("mapping")) {
            elements.put(row.get("id").asText(), row.get("ifcGuid").asText());
            rules.add(row.get("by").asText());
        }
        // Apartments are no elements of this model.
        assertEquals("{\"matched\":213,\"ambiguous\":0,\"unmatched\":2,\"dangling\":0,\"unit clash\":0}", mapping.get("counts").toString());
        assertTrue(rules.containsAll(Set.of("storey", "panel", "tag", "outlet", "appliance", "roof", "pump", "detector")), rules.toString());
        // As they stand in the file: by Revit's number, by the mark of a property, by space and feeder, and a point of its own.
        assertEquals("1K7eM1Qof1dOc9$mY9I4Co", elements.get("light-575376"));
        assertEquals("1K7eM1Qof1dOc9$mY9I4DA", elements.get("outlet-51"));
        assertEquals(gemello.get("/bim/elements?q=602113").at("/elements/0/ifcGuid").asText(), elements.get("fan-a"));
        assertEquals("1l2cgO2D5FS9t6u8i4CuNa", elements.get("smoke-610280"));
    }

    private static long liveParameters(GemelloProcess gemello) throws Exception {
        long live = 0;
        for (JsonNode one : gemello.get("/bim/parameters").get("parameters")) {
            live += one.get("state").asText().equals("live") && !one.get("value").isNull() ? 1 : 0;
        }
        return live;
    }

    private Path site(Path model) throws IOException {
        Path from = BuiltBundle.home().resolve("runtime-config/sites/duplex");
        Path to = folder.resolve("duplex");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        Files.copy(model, to.resolve("duplex_E.ifc"));
        return to;
    }

    private static Process feed(Path site, int port) throws IOException {
        ProcessBuilder script = new ProcessBuilder("sh", site.resolve("feed.sh").toString(), Integer.toString(port)).inheritIO();
        script.environment().put("GEMELLO_PASSWORD", GemelloProcess.PASSWORD);
        return script.start();
    }
}
