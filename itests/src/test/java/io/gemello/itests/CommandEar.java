package io.gemello.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Listens at the broker, independent of all that is tested: mosquitto_sub on everything below the command topics. */
final class CommandEar implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Process process;
    private final Path heard;

    CommandEar(GemelloProcess gemello, Path folder) throws Exception {
        heard = folder.resolve("commands.txt");
        // mosquitto_sub gives up where its first sign-in is refused, as it is on a machine too busy to check passwords.
        GemelloProcess.awaitTrue("the broker takes messages", PATIENCE, () -> publish(gemello, "operator", "ear/here", "0").isEmpty());
        process = new ProcessBuilder("mosquitto_sub", "-h", "127.0.0.1", "-p", Integer.toString(gemello.mqtt()), "-u", "operator", "-P", GemelloProcess.PASSWORD, "-q", "1", "-v",
            "-t", "datahall/command/#", "-t", "ear/here").redirectErrorStream(true).redirectOutput(heard.toFile()).start();
        // Only what it heard proves that it hears.
        GemelloProcess.awaitTrue("the ear hears", PATIENCE, () -> {
            publish(gemello, "operator", "ear/here", "1");
            return Files.readString(heard).contains("ear/here");
        });
    }

    /** @return what mosquitto_pub said; empty when the broker took it */
    static String publish(GemelloProcess gemello, String user, String topic, String value) throws IOException, InterruptedException {
        Process sender = new ProcessBuilder("mosquitto_pub", "-h", "127.0.0.1", "-p", Integer.toString(gemello.mqtt()), "-u", user, "-P", GemelloProcess.PASSWORD, "-V", "5", "-q", "1", "-t", topic, "-m", value)
            .redirectErrorStream(true).start();
        String said = new String(sender.getInputStream().readAllBytes());
        sender.waitFor();
        return said;
    }

    /** Topic and value of each command, in their order. */
    List<String> all() throws IOException {
        return Files.readString(heard).lines().filter(line -> line.startsWith("datahall/command/")).toList();
    }

    /** The last value on each topic. */
    Map<String, Double> last() throws IOException {
        Map<String, Double> last = new TreeMap<>();
        all().forEach(line -> last.put(line.split(" ")[0], Double.parseDouble(line.split(" ")[1])));
        return last;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
