package io.gemello.series.gateway.flux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.series.gateway.data.Scan;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts read by us and by the official parser: both find faults in the same ones; what lies outside the subset is refused by name. */
class FluxSyntaxTest {
    private static final Path TOOLS = Path.of("../../itests/influx");
    private static final long SEED = 6;
    private static final int SPOILT = 500;
    private static final int SHOWN = 15;
    private static final int MINUTES = 3;
    private static final List<Case> CASES = new ArrayList<>();
    @TempDir static Path folder;

    /** @param kind {@code answered}, {@code outside NAME} or {@code wrong} */
    private record Case(String kind, String script) {}

    @BeforeAll
    static void read() throws Exception {
        try (InputStream in = FluxSyntaxTest.class.getResourceAsStream("scripts.txt")) {
            for (String part : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^=== ")) {
                if (!part.isEmpty()) {
                    int end = part.indexOf('\n');
                    CASES.add(new Case(part.substring(0, end), part.substring(end + 1).strip()));
                }
            }
        }
    }

    /** What the official parser says; null where it breaks down. */
    private static List<Boolean> readable(List<String> scripts) throws Exception {
        assertTrue(Files.isDirectory(TOOLS.resolve("node_modules/@influxdata/flux-lsp-browser")), "run `npm ci` in itests/influx; ./gemello test does");
        Path asked = folder.resolve("scripts.json");
        Path said = folder.resolve("said.json");
        new ObjectMapper().writeValue(asked.toFile(), scripts);
        Process node = new ProcessBuilder("node", "flux-syntax.mjs").directory(TOOLS.toFile()).redirectInput(asked.toFile()).redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        boolean over = node.waitFor(MINUTES, TimeUnit.MINUTES);
        node.destroyForcibly();
        assertTrue(over && node.exitValue() == 0, "the official parser reads the scripts");
        List<Boolean> readable = new ArrayList<>();
        new ObjectMapper().readTree(said.toFile()).forEach(one -> readable.add(one.isNull() ? null : (Boolean) one.asBoolean()));
        assertEquals(scripts.size(), readable.size());
        return readable;
    }

    /** Null where it can be read. */
    private static String fault(String script) {
        try {
            Parser.parse(script);
            return null;
        } catch (FluxProblem problem) {
            String message = problem.in(script);
            return message.contains("is not supported by Gemello") ? null : message;
        }
    }

    private static void compare(List<String> scripts) throws Exception {
        List<Boolean> readable = readable(scripts);
        assertTrue(readable.stream().filter(one -> one == null).count() <= scripts.size() / 100, "the official parser breaks down over " + readable.stream().filter(one -> one == null).count());
        List<String> different = IntStream.range(0, scripts.size()).filter(i -> readable.get(i) != null && readable.get(i) != (fault(scripts.get(i)) == null))
            .mapToObj(i -> (readable.get(i) ? "readable, we say: " + fault(scripts.get(i)) : "a fault, which we do not see") + "\n" + scripts.get(i)).toList();
        assertTrue(different.isEmpty(), different.size() + " of " + scripts.size() + " differ:\n" + different.stream().limit(SHOWN).collect(Collectors.joining("\n----\n")));
    }

    @Test
    void peoplesScriptsAreReadAsTheOfficialParserReadsThem() throws Exception {
        assertTrue(CASES.size() >= 100, CASES.size() + " scripts");
        compare(CASES.stream().map(Case::script).toList());
        CASES.forEach(one -> assertEquals(one.kind().equals("wrong"), fault(one.script()) != null, one.toString()));
    }

    /** A character taken out, doubled or put elsewhere: most of them wrong, all of them much like right ones. */
    @Test
    void spoiltScriptsAreReadAsTheOfficialParserReadsThem() throws Exception {
        Random random = new Random(SEED);
        List<String> spoilt = new ArrayList<>();
        while (spoilt.size() < SPOILT) {
            String script = CASES.get(random.nextInt(CASES.size())).script();
            int at = random.nextInt(script.length());
            int other = random.nextInt(script.length());
            spoilt.add(switch (random.nextInt(3)) {
                case 0 -> script.substring(0, at) + script.substring(at + 1);
                case 1 -> script.substring(0, at) + script.charAt(at) + script.substring(at);
                default -> script.substring(0, at) + script.charAt(other) + script.substring(at);
            });
        }
        compare(spoilt);
    }

    @Test
    void whatIsReadIsAnsweredOrRefusedByName() {
        Question nothing = new Question(List.of(), new Scan(null, 0), List.of(new Question.Bucket("gemello", "b", "o")), name -> name.startsWith("gemello"), 1_800_000_000_000_000_000L, 1_000);
        for (Case one : CASES) {
            String said;
            try {
                said = new String(Script.run(one.script(), nothing, CsvForm.USUAL), StandardCharsets.UTF_8);
                assertEquals("answered", one.kind(), one.script());
            } catch (FluxProblem problem) {
                said = problem.in(one.script());
                assertFalse(one.kind().equals("answered"), one.script() + "\n" + said);
            }
            if (one.kind().startsWith("outside ")) {
                assertTrue(said.contains(": the function " + one.kind().substring(8) + " is not supported by Gemello's gateway"), one.script() + "\n" + said);
                assertTrue(said.startsWith("compilation failed: error @"), said);
            }
        }
    }
}
