package io.gemello.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.deploy.DeployFolder.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent obeys the folder's rules, and what is refused leaves nothing behind. */
class UploadTest {
    @TempDir Path folder;
    private TestRuntime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new TestRuntime(folder);
        runtime.deployment.settle();
        runtime.look();
    }

    @AfterEach
    void stop() throws Exception {
        runtime.stop();
    }

    @Test
    void aBundleIsInstalledAtOnceAndKeepsItsFileWhenItIsReplaced() throws Exception {
        assertEquals("probe 1.0.0 runs from deploy/probe-1.0.0.jar", send("C:\\builds\\probe-1.0.0.jar", TestJar.bundle("probe", "1.0.0").bytes()));
        assertEquals(List.of("probe 1.0.0"), runtime.running());
        assertEquals("probe 1.1.0 runs from deploy/probe-1.0.0.jar", send("probe-1.1.0.jar", TestJar.bundle("probe", "1.1.0").bytes()));
        assertEquals(List.of("probe 1.1.0"), runtime.running());
        assertEquals(List.of("probe-1.0.0.jar"), names());
    }

    @Test
    void aNameThatLeadsElsewhereEndsInTheFolder() throws Exception {
        send("../../../etc/cron.d/x y.jar", TestJar.bundle("probe", "1.0.0").bytes());
        assertEquals(List.of("x_y.jar"), names());
        assertThrows(Refused.class, () -> send("..", TestJar.bundle("probe", "1.0.0").bytes()));
        assertThrows(Refused.class, () -> send("probe.war", TestJar.bundle("probe", "1.0.0").bytes()));
    }

    @Test
    void anotherBundleUnderTheSameFileNameDoesNotPushTheFirstOut() throws Exception {
        send("adapter.jar", TestJar.bundle("one", "1.0.0").bytes());
        send("adapter.jar", TestJar.bundle("two", "1.0.0").bytes());
        assertEquals(List.of("one 1.0.0", "two 1.0.0"), runtime.running());
        assertEquals(List.of("adapter.jar", "two.jar"), names());
    }

    @Test
    void aBrokenOneIsRefusedBeforeAnythingIsTouched() {
        byte[] bytes = TestJar.bundle("probe", "1.0.0").bytes();
        Refused refused = assertThrows(Refused.class, () -> send("probe.jar", Arrays.copyOf(bytes, 300)));
        assertTrue(refused.getMessage().startsWith("probe.jar: no whole jar ("), refused.getMessage());
        assertEquals(List.of(), names());
    }

    @Test
    void oneThatDoesNotStartIsRefusedAndTheFileBeforeItIsBack() throws Exception {
        byte[] good = TestJar.bundle("probe", "1.0.0").bytes();
        send("probe.jar", good);
        Refused refused = assertThrows(Refused.class, () -> send("probe.jar", TestJar.bundle("probe", "2.0.0").activator(FailingActivator.class).bytes()));
        assertTrue(refused.getMessage().contains("the port is taken"), refused.getMessage());
        assertEquals(List.of("probe 1.0.0"), runtime.running());
        org.junit.jupiter.api.Assertions.assertArrayEquals(good, Files.readAllBytes(runtime.deploy.resolve("probe.jar")));
        assertEquals(List.of(), runtime.faults.health());
    }

    @Test
    void anOlderOneThanTheDistributionsIsRefused() throws Exception {
        runtime.base(TestJar.bundle("twin", "1.0.0"), "twin-1.0.0.jar");
        Refused refused = assertThrows(Refused.class, () -> send("twin.jar", TestJar.bundle("twin", "0.9.0").bytes()));
        assertTrue(refused.getMessage().contains("twin 0.9.0 is older than 1.0.0"), refused.getMessage());
        assertEquals(List.of("twin 1.0.0"), runtime.running());
        assertEquals(List.of(), names());
        assertEquals(List.of(), runtime.faults.health());
    }

    @Test
    void whatNeverEndsIsCutOff() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                return length;
            }
        };
        Refused refused = assertThrows(Refused.class, () -> Upload.receive("endless.jar", endless, runtime.aside, runtime.checks));
        assertTrue(refused.getMessage().startsWith("larger than 256 MiB"), refused.getMessage());
    }

    private String send(String name, byte[] bytes) throws Exception {
        try (Upload upload = Upload.receive(name, new ByteArrayInputStream(bytes), runtime.aside, runtime.checks)) {
            return runtime.arrival.place(upload);
        }
    }

    private List<String> names() {
        try (var files = Files.list(runtime.deploy)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
