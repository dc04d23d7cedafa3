package io.gemello.adapter.mqtt;

import static io.gemello.testkit.Until.holds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A broker written by others, on a free port of this machine. */
final class Mosquitto implements AutoCloseable {
    final int port;
    private final Path folder;
    private Process process;

    /** @param configuration lines beside the listener's */
    Mosquitto(Path folder, List<String> configuration) throws Exception {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> lines = new ArrayList<>(List.of("listener " + port + " 127.0.0.1", "user root", "log_dest none"));
        lines.addAll(configuration);
        Files.write(folder.resolve("m.conf"), lines);
        start();
    }

    /** With user {@code probe}, password {@code probe-pw}, and sessions that survive its restart. */
    static Mosquitto withPassword(Path folder) throws Exception {
        Path passwords = Files.writeString(folder.resolve("passwords"), "probe:probe-pw\n");
        run("mosquitto_passwd", "-U", passwords.toString());
        return new Mosquitto(folder, List.of("allow_anonymous false", "password_file " + passwords, "persistence true", "persistence_location " + folder + "/", "autosave_on_changes true", "autosave_interval 1"));
    }

    void start() throws Exception {
        process = new ProcessBuilder(program("mosquitto"), "-c", folder.resolve("m.conf").toString()).redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
        holds("mosquitto listens", () -> {
            try (Socket s = new Socket("127.0.0.1", port)) {
                return s.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** As an operator does; it writes its state. */
    void stop() throws Exception {
        process.destroy();
        process.waitFor();
    }

    /** It holds its connections and does nothing more. */
    void freeze() throws Exception {
        run("kill", "-STOP", Long.toString(process.pid()));
    }

    void kill() throws Exception {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        kill();
    }

    /** Runs a program of mosquitto's to its good end. */
    static void run(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program(name)));
        command.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), String.join(" ", command));
    }

    private static String program(String name) {
        return Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/").map(f -> f + name).filter(f -> Files.isExecutable(Path.of(f))).findFirst()
            .orElseGet(() -> fail(name + " is not installed: apt-get install mosquitto mosquitto-clients"));
    }
}
