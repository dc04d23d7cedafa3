package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A source that publishes retained: who subscribes later gets the last value too. */
final class MosquittoTrial extends MqttTrial {
    private final Mosquitto mosquitto;
    private final Path password;
    private final int version;

    MosquittoTrial(Path folder, int version) throws Exception {
        super(folder);
        mosquitto = Mosquitto.withPassword(folder);
        this.version = version;
        password = Files.writeString(folder.resolve("password"), "probe-pw\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    Map<String, ?> way() {
        return Map.of("uri", "tcp://127.0.0.1:" + mosquitto.port, "user", "probe", "password.file", password.toString(), "version", version);
    }

    @Override
    LocalBroker local() {
        return null;
    }

    @Override
    void publish(String topic, byte[] payload) throws Exception {
        try (Sender sender = new Sender("tcp://127.0.0.1:" + mosquitto.port, "probe", "probe-pw")) {
            sender.send(topic, payload, 1, true);
        }
    }

    @Override
    public void away() throws Exception {
        mosquitto.stop();
    }

    @Override
    public void hang() throws Exception {
        mosquitto.freeze();
    }

    @Override
    public void back() throws Exception {
        mosquitto.start();
    }

    @Override
    public void close() throws Exception {
        mosquitto.close();
    }
}
