package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that bundles bring along, alone and together. */
class BundleCommandsTest {
    @TempDir Path folder;

    /** Answers its first argument. */
    public static final class First {
        private First() {}

        public static int run(String... args) {
            System.out.print("first ");
            return Integer.parseInt(args[0]);
        }
    }

    /** Answers its second argument. */
    public static final class Second {
        private Second() {}

        public static int run(String... args) {
            System.out.print("second ");
            return Integer.parseInt(args[1]);
        }
    }

    @BeforeEach
    void bundles() throws IOException {
        Files.createDirectories(folder.resolve("bundles"));
        bundle("io.gemello.a-0.1.0.jar", First.class, "look");
        bundle("io.gemello.b-0.1.0.jar", Second.class, "look");
        bundle("org.stranger-0.1.0.jar", Second.class, "strange");
    }

    private void bundle(String file, Class<?> type, String command) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Gemello-Command", command + "=" + type.getName());
        String name = type.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("bundles").resolve(file)), manifest);
             InputStream code = type.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
        }
    }

    /** What was printed, and the answer. */
    private String said(String... args) throws Exception {
        PrintStream out = System.out;
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            int answer = BundleCommands.in(new Home(folder)).run("look", args);
            return said.toString(StandardCharsets.UTF_8) + answer;
        } finally {
            System.setOut(out);
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void allThatTakePartAreRunAndTheWorstAnswerCounts() throws Exception {
        assertEquals("first second 0", said("0", "0"));
        assertEquals("first second 1", said("1", "0"));
        assertEquals("first second 1", said("0", "1"));
    }

    @Test
    void aWrongCallIsSaidOnce() throws Exception {
        assertEquals("first 2", said("2", "0"));
    }

    @Test
    void commandsOfStrangersAreNone() {
        String said = assertThrows(UsageException.class, () -> BundleCommands.in(new Home(folder)).run("strange")).getMessage();
        assertTrue(said.contains("bundles bring look;"), said);
    }
}
