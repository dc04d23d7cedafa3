package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script of the folder {@code browser}, which drives a real browser; it ends with 0 when all its steps went well. */
final class BrowserRun {
    private static final long MINUTES = 4;

    private BrowserRun() {}

    /** @param given what the script is told */
    static void of(String name, Map<String, String> given) throws Exception {
        Path script = Path.of("browser", name).toAbsolutePath();
        assertTrue(Files.isDirectory(script.resolveSibling("node_modules/playwright-core")), "run `npm ci` in itests/browser; ./gemello test does");
        Path said = Files.createTempFile("browser", ".out");
        Process node = new ProcessBuilder("node", script.toString(), GemelloProcess.JSON.writeValueAsString(given)).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean over = node.waitFor(MINUTES, TimeUnit.MINUTES);
        node.descendants().forEach(ProcessHandle::destroyForcibly);
        node.destroyForcibly().waitFor();
        String steps = Files.readString(said);
        System.out.println(steps);
        assertTrue(over && node.exitValue() == 0, steps);
    }
}
