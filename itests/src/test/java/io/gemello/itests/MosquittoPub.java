package io.gemello.itests;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Devices of others: one mosquitto_pub for each topic, which publishes every line that it is given; one that was not let in, on a busy machine, tries again. */
final class MosquittoPub implements AutoCloseable {
    private final int port;
    private final Map<String, Process> devices = new HashMap<>();
    private final Map<String, BufferedWriter> lines = new HashMap<>();

    MosquittoPub(int port) {
        this.port = port;
    }

    void say(String topic, String payload) throws IOException {
        BufferedWriter to = lines.get(topic);
        if (to == null || !devices.get(topic).isAlive()) {
            Process device = new ProcessBuilder("mosquitto_pub", "-h", "127.0.0.1", "-p", String.valueOf(port), "-u", "operator", "-P", GemelloProcess.PASSWORD, "-q", "1", "-t", topic, "-l")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
            devices.put(topic, device);
            to = device.outputWriter(StandardCharsets.UTF_8);
            lines.put(topic, to);
        }
        try {
            to.write(payload);
            to.newLine();
            to.flush();
        } catch (IOException ended) {
            devices.get(topic).destroy();
        }
    }

    @Override
    public void close() {
        devices.values().forEach(Process::destroy);
    }
}
