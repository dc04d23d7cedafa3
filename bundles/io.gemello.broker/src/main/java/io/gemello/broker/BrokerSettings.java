package io.gemello.broker;

import java.nio.file.Path;

/**
 * @param address to listen on in plain
 * @param port 0 takes a free one
 * @param plainClients whether others than this runtime's own parts may come without TLS
 * @param folder holds journal, bindings, pages and large messages; nobody else's
 * @param maxPacketBytes a larger packet disconnects its sender
 * @param sessionExpirySeconds how long an absent client's session is kept; less than 24 days, since Artemis counts its milliseconds in an int
 * @param memoryBytes queued messages beyond go to disk
 * @param backlogMessages of one subscription of a client other than this runtime's own; beyond it they are dropped
 * @param queueDiskBytes of one subscription's backlog; beyond it publishers are no longer acknowledged
 * @param minFreeDiskBytes below it publishers are no longer acknowledged
 */
record BrokerSettings(String address, int port, boolean plainClients, Path folder, int maxPacketBytes, int maxConnections, int sessionExpirySeconds,
                      long memoryBytes, long backlogMessages, long queueDiskBytes, long minFreeDiskBytes) {
    private static final int LONGEST_EXPIRY_SECONDS = 2_000_000;

    BrokerSettings {
        require(maxPacketBytes >= 1024 && maxPacketBytes <= 64 << 20, "max.packet.bytes must lie between 1024 and 67108864");
        require(maxConnections > 0, "max.connections must be positive");
        require(sessionExpirySeconds > 0 && sessionExpirySeconds <= LONGEST_EXPIRY_SECONDS, "session.expiry.seconds must lie between 1 and " + LONGEST_EXPIRY_SECONDS);
        require(memoryBytes >= 1 << 20, "memory.bytes must be at least 1048576");
        require(backlogMessages > 0, "backlog.messages must be positive");
        require(queueDiskBytes >= 16 << 20, "queue.disk.bytes must be at least 16777216");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("io.gemello.broker: " + sentence);
        }
    }
}
