package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/first-probe.md}, command by command as it stands, with free ports. */
class FirstProbeTest {
    private static final Path PAGE = Path.of("../docs/first-probe.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|java)\n(.*?)```");
    private static final String REPLACED = "            Matcher number = NUMBER.matcher(text(in));\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    @TempDir Path folder;
    private Path gemello;
    private Path project;
    private Iterator<String> page;
    private String code;

    @BeforeEach
    void readThePage() throws IOException {
        gemello = Files.createDirectory(folder.resolve("gemello"));
        project = folder.resolve("io.gemello.adapter.shelf");
        Path script = Files.writeString(gemello.resolve("gemello"), "#!/bin/sh\nexec '" + BuiltBundle.home().resolve("gemello") + "' \"$@\"\n");
        assertTrue(script.toFile().setExecutable(true));
        List<String> commands = new ArrayList<>();
        BLOCK.matcher(Files.readString(PAGE)).results().forEach(block -> {
            if (block.group(1).equals("java")) {
                code = block.group(2);
            } else {
                commands.addAll(block.group(2).lines().toList());
            }
        });
        page = commands.iterator();
    }

    @Test
    void thePageWorksAsWritten() throws Exception {
        step("./gemello new-adapter", 0);
        step("(cd ../io.gemello.adapter.shelf && mvn", 0);
        try (GemelloProcess runtime = run(page.next())) {
            assertEquals("never seen", runtime.get("/api/gemello/points/load").get("state").asText());
            step("cp", runtime.http());
            JsonNode load = live(runtime, "load");
            assertTrue(load.get("value").isNumber() && load.get("quality").asText().equals("good"), load.toString());
            assertEquals(load.get("point"), JSON.readTree(step("curl", runtime.http())).get("point"));
            GemelloProcess.awaitTrue("the twin has it", SOON, () -> runtime.get("/api/2/things/org.shelf:machine").at("/features/load/properties/value").isNumber());
            GemelloProcess.awaitTrue("the store has it", SOON, () -> !Series.all(runtime, "load").isEmpty());

            Path source = project.resolve("src/main/java/io/gemello/adapter/shelf/ShelfSource.java");
            String before = Files.readString(source);
            assertTrue(before.contains(REPLACED), before);
            Files.writeString(source, before.replace(REPLACED, code));
            step("sed", 0);
            step("(cd ../io.gemello.adapter.shelf && mvn", 0);
            step("cp", 0);
            step("echo", 0);
            String report = step("curl", runtime.http());
            JsonNode memory = live(runtime, "memory");
            assertTrue(memory.get("value").asDouble() > 1000, "KiB of free memory: " + memory + " after " + report);
            assertEquals("memory", JSON.readTree(step("curl", runtime.http())).get("point").asText());
            assertEquals("0.1.1", version(runtime));
            GemelloProcess.awaitTrue("a second load from the new version", SOON, () -> Series.all(runtime, "load").size() >= 2);

            step("rm", 0);
            JsonNode stale = GemelloProcess.await("the point is stale", SOON, () -> {
                JsonNode now = runtime.get("/api/gemello/points/load");
                return now.get("state").asText().equals("stale") ? now : null;
            });
            assertEquals("absent", adapter(runtime).get("state").asText());
            List<JsonNode> all = Series.all(runtime, "load");
            assertEquals(stale.get("time").asText(), all.get(all.size() - 1).get("time").asText(), "the last that was said is the last that is known");
            assertTrue(all.stream().allMatch(reading -> reading.get("quality").asText().equals("good")), all.toString());
        }
        assertTrue(!page.hasNext(), "the page says more than this test does");
    }

    /** Runs the page's next command, which begins like this. @return what it says */
    private String step(String expected, int port) throws IOException, InterruptedException {
        String command = page.next();
        assertTrue(command.startsWith(expected), "expected " + expected + " …: " + command);
        String here = command.replace("mvn -q", "mvn -B -q").replace(":8080", ":" + port).replace("PASSWORD", GemelloProcess.PASSWORD);
        Process shell = new ProcessBuilder("sh", "-c", here).directory(gemello.toFile()).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(5, TimeUnit.MINUTES), command);
        assertEquals(0, shell.exitValue(), command + "\n" + said);
        return said;
    }

    private GemelloProcess run(String command) throws Exception {
        String[] words = command.split(" ");
        assertEquals(List.of("./gemello", "run", "--site"), Stream.of(words).limit(3).toList(), command);
        return GemelloProcess.start(gemello.resolve("var"), "--site", gemello.resolve(words[3]).normalize().toString());
    }

    private static JsonNode live(GemelloProcess runtime, String point) throws Exception {
        return GemelloProcess.await(point + " is live", SOON, () -> {
            JsonNode now = runtime.get("/api/gemello/points/" + point);
            return now.path("state").asText().equals("live") ? now : null;
        });
    }

    private static JsonNode adapter(GemelloProcess runtime) throws Exception {
        for (JsonNode adapter : runtime.get("/api/gemello/adapters").get("adapters")) {
            if (adapter.get("adapter").asText().equals("shelf")) {
                return adapter;
            }
        }
        throw new AssertionError("no adapter shelf");
    }

    private static String version(GemelloProcess runtime) throws Exception {
        for (JsonNode bundle : runtime.get("/system/console/bundles.json").get("data")) {
            if (bundle.get("symbolicName").asText().equals("io.gemello.adapter.shelf")) {
                return bundle.get("version").asText();
            }
        }
        return "none";
    }
}
