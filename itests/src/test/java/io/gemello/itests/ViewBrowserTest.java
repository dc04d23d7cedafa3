package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view of the data hall in a real browser; the steps stand in {@code browser/view.mjs}. */
class ViewBrowserTest {
    /** Instead of the hall's own: racks rise above this limit within half a minute when their cooling unit is off, at rest none comes near, and no other rule mixes in. */
    private static final String RULES = """
        {"rules": [{"rule": "near", "kind": "limit", "for": {"type": "rack", "feature": "inlet-top"}, "limits": {"hi": 22.0301}, "deadband": 0.5, "priority": "medium"},
          {"rule": "unit-off", "kind": "off-normal", "for": {"type": "cooling unit", "feature": "mode"}, "normal": "cooling", "priority": "high", "message": "{name} is off"}]}""";
    @TempDir
    Path folder;

    @Test
    void operatorsSeeWhatIsWrongAndActOnIt() throws Exception {
        Path site = site();
        try (GemelloProcess runtime = GemelloProcess.start(folder.resolve("data"), "--site", site.toString(), "--features", "bim,view")) {
            BrowserRun.of("view.mjs", Map.of("url", "http://127.0.0.1:" + runtime.http() + "/", "shots", Path.of("target/browser").toAbsolutePath().toString(), "password", GemelloProcess.PASSWORD,
                "operator", "operator", "model", site.resolve("model.ifc").toString()));
            assertEquals(0, runtime.terminate());
        }
    }

    private Path site() throws IOException {
        Path from = BuiltBundle.home().resolve("runtime-config/sites/datahall");
        Path to = folder.resolve("datahall");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.startsWith(from.resolve("rules"))).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        Files.writeString(Files.createDirectory(to.resolve("rules")).resolve("few.json"), RULES);
        return to;
    }
}
