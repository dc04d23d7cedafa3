package io.gemello.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port can be had before anything starts: the servers themselves say it late, or not at all. */
final class FreePort {
    private FreePort() {}

    /** @param port 0 for any @throws UsageException naming the option, the address and the reason */
    static void require(String option, String bind, int port) {
        InetSocketAddress address = new InetSocketAddress(bind, port);
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
        } catch (IOException taken) {
            throw new UsageException(option + " " + port + ": cannot listen on " + bind + ":" + port + " (" + Failures.sentence(taken)
                + "); stop what listens there, or give another port");
        }
    }
}
