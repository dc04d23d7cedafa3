package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the pages write numbers, by the script that they share. */
class PageNumbersTest {
    @TempDir Path folder;

    /** Zeros are only idle behind the point: 123450 W must not become 12345 W. */
    @Test
    void aNumberIsShortenedAndNeverAnother() throws Exception {
        assertEquals("123450 100000 2000000 21.5 21.0001 0.123 1.5e-10 -40.25 70", said("[123450.4, 99999.96, 2000000.5, 21.5, 21.0001, 0.12345, 1.5e-10, -40.25, 70].map(shown).join(' ')"));
    }

    private String said(String expression) throws Exception {
        BuiltBundle http = BuiltBundle.all().stream().filter(bundle -> bundle.name().equals("io.gemello.http")).findFirst().orElseThrow();
        try (JarFile jar = new JarFile(http.jar().toFile()); InputStream kit = jar.getInputStream(jar.getEntry("io/gemello/http/kit.js"))) {
            Files.copy(kit, folder.resolve("kit.mjs"));
        }
        Path script = Files.writeString(folder.resolve("say.mjs"), "import {shown} from './kit.mjs';\nprocess.stdout.write(" + expression + ");\n");
        Process node = new ProcessBuilder("node", script.toString()).redirectErrorStream(true).start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(node.waitFor(1, TimeUnit.MINUTES) && node.exitValue() == 0, said);
        return said;
    }
}
