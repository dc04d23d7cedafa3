package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = other.getLocalPort();
            String said = assertThrows(UsageException.class, () -> FreePort.require("--mqtt-port", "127.0.0.1", port)).getMessage();
            assertTrue(said.startsWith("--mqtt-port " + port) && said.contains("127.0.0.1:" + port), said);
        }
        assertDoesNotThrow(() -> FreePort.require("--mqtt-port", "127.0.0.1", port));
        assertDoesNotThrow(() -> FreePort.require("--port", "127.0.0.1", 0));
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() {
        assertThrows(UsageException.class, () -> FreePort.require("--port", "192.0.2.1", 0));
    }
}
