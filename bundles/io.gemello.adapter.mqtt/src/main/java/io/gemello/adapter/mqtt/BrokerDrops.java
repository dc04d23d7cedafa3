package io.gemello.adapter.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A foreign broker's own count of the messages that it dropped because a client's queue was full: what it says now against
 * what it said last, remembered in a file over restarts of this process. One thread at a time.
 */
final class BrokerDrops {
    /** Mosquitto's, retained; it tells QoS 1 and 2 only. Others have no such topic. */
    static final String TOPIC = "$SYS/broker/publish/messages/dropped";
    private static final long UNKNOWN = -1;
    private final Path file;
    private final String broker;
    private long last;
    private boolean told;

    /** @param file null to remember nothing @param broker whose count it is: another's says nothing about this one */
    BrokerDrops(Path file, String broker) {
        this.file = file;
        this.broker = broker;
        last = remembered();
    }

    /** Whether the broker has told its count since the adapter started. */
    boolean told() {
        return told;
    }

    /** @return how many more than it said last time; 0 at the very first time. A broker that was restarted begins at 0 */
    long since(byte[] payload) {
        long now;
        try {
            now = Long.parseLong(new String(payload, StandardCharsets.US_ASCII).strip());
        } catch (NumberFormatException other) {
            return 0;
        }
        told = true;
        long more = last == UNKNOWN ? 0 : now >= last ? now - last : now;
        last = now;
        return more;
    }

    private long remembered() {
        try {
            String[] words = file == null || !Files.exists(file) ? new String[0] : Files.readString(file).strip().split(" ", 2);
            return words.length == 2 && words[1].equals(broker) ? Long.parseLong(words[0]) : UNKNOWN;
        } catch (IOException | NumberFormatException broken) {
            return UNKNOWN;
        }
    }

    /** @throws IOException when it cannot be written: then the next start may count the same loss again, or miss one */
    void remember() throws IOException {
        if (file == null) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path part = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), last + " " + broker + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
