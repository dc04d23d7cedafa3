package io.gemello.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.access.Users;
import io.gemello.broker.TestBroker.Client;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.MqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker over real sockets, by a foreign client. */
class MqttBrokerTest {
    @TempDir
    Path folder;

    @Test
    void publishedIsDelivered() throws Exception {
        try (TestBroker b = new TestBroker(folder); Client viewer = b.connect("v", "viewer", "viewer-pw"); Client device = b.connect("d", "device", "device-pw")) {
            viewer.paho.subscribe("hall/#", 1);
            device.publish("hall/rack.1/temp", "20.5", 1, false);
            device.publish("hall/rack.1/hum", "41", 2, false);
            TestBroker.await("two messages", () -> viewer.received.size() == 2);
            assertEquals(Set.of("hall/rack.1/temp=20.5", "hall/rack.1/hum=41"), Set.copyOf(viewer.received));
            assertEquals(2, b.broker.traffic().messagesIn());
        }
    }

    @Test
    void wrongPasswordNoPasswordAndArtemisOwnUserAreRefused() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            assertEquals(134, assertThrows(MqttException.class, () -> b.connect("a", "operator", "wrong")).getReasonCode());
            assertThrows(MqttException.class, () -> b.connect("a", null, null));
            assertThrows(MqttException.class, () -> b.connect("a", "ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!"));
            assertThrows(MqttException.class, () -> b.connect("a", "admin", "admin"));
            assertThrows(MqttException.class, () -> b.connect("a", SignIn.LOCAL_USER, "guess"));
            TestBroker.await("all cut off", () -> b.broker.connections() == 0);
            assertTrue(b.refusals.signIns().get("wrong-password") >= 2);
        }
    }

    @Test
    void aRestartTakesNoSessionFromThoseWhoComeBackNorFromThisRuntime() throws Exception {
        BrokerSettings brief = new BrokerSettings("127.0.0.1", 0, true, folder, 1 << 20, 100, 3, 8 << 20, 1000, 64 << 20, 0);
        try (TestBroker b = new TestBroker(brief, Map.of()); Client viewer = b.resume("v", "viewer", "viewer-pw"); Client own = b.resume("own", SignIn.LOCAL_USER, b.signIn.secret())) {
            viewer.paho.subscribe("a", 1);
            own.paho.subscribe("b", 1);
        }
        try (TestBroker again = new TestBroker(brief, Map.of()); Client device = again.connect("d", "device", "device-pw")) {
            Client gone = again.resume("gone", "viewer", "viewer-pw");
            gone.paho.subscribe("c", 1);
            try (Client viewer = again.resume("v", "viewer", "viewer-pw")) {
                assertTrue(viewer.sessionPresent);
                device.publish("b", "1", 1, false);
                gone.close();
                device.publish("c", "1", 1, false);
                // Longer than a left session lives: this one's, of this run, has expired meanwhile.
                TestBroker.await("one of this run is gone", () -> again.broker.backlogs().waiting() == 1);
                device.publish("a", "2", 1, false);
                TestBroker.await("the one that came back", () -> viewer.received.equals(List.of("a=2")));
            }
            try (Client own = again.resume("own", SignIn.LOCAL_USER, again.signIn.secret())) {
                TestBroker.await("this runtime's own", () -> own.received.equals(List.of("b=1")));
            }
        }
    }

    @Test
    void aSessionExpiresThoughTheBrokerWasRestartedMeanwhile() throws Exception {
        BrokerSettings brief = new BrokerSettings("127.0.0.1", 0, true, folder, 1 << 20, 100, 3, 8 << 20, 1000, 64 << 20, 0);
        try (TestBroker b = new TestBroker(brief, Map.of()); Client viewer = b.resume("v", "viewer", "viewer-pw"); Client device = b.connect("d", "device", "device-pw")) {
            viewer.paho.subscribe("a", 1);
            viewer.close();
            device.publish("a", "1", 1, false);
            TestBroker.await("kept for the absent one", () -> b.broker.backlogs().waiting() == 1);
        }
        try (TestBroker again = new TestBroker(brief, Map.of())) {
            TestBroker.await("let go", () -> again.broker.backlogs().waiting() == 0);
            try (Client viewer = again.resume("v", "viewer", "viewer-pw")) {
                assertFalse(viewer.sessionPresent);
            }
        }
    }

    @Test
    void withoutTheUsersServiceOnlyThisProcessGetsIn() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            b.users.set(null);
            assertThrows(MqttException.class, () -> b.connect("a", "operator", "operator-pw"));
            b.connect("b", SignIn.LOCAL_USER, b.signIn.secret()).close();
        }
    }

    @Test
    void tokenServesAsPasswordOfItsOwnUserOnly() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            b.connect("a", "device", "device-token").close();
            assertThrows(MqttException.class, () -> b.connect("a", "operator", "device-token"));
        }
    }

    @Test
    void aRevokedTokenOpensNothingAnyMore() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            b.connect("a", "device", "device-token").close();
            b.users.set(new Users() {
                @Override
                public Optional<Subject> byPassword(String name, String password) {
                    return Optional.empty();
                }

                @Override
                public Optional<Subject> byToken(String token) {
                    return Optional.empty();
                }
            });
            TestBroker.await("the token is refused", () -> {
                try {
                    b.connect("a", "device", "device-token").close();
                    return false;
                } catch (MqttException refused) {
                    return true;
                }
            });
        }
    }

    @Test
    void aPasswordIsCheckedOnceForManyMessagesAndReconnects() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            for (int i = 0; i < 5; i++) {
                try (Client c = b.connect("c", "device", "device-pw")) {
                    c.publish("a/" + i, "1", 1, false);
                }
            }
            assertEquals(1, b.passwordChecks.get());
        }
    }

    @Test
    void aDeviceCannotSubscribeAndAViewerCannotPublish() throws Exception {
        try (TestBroker b = new TestBroker(folder); Client device = b.connect("d", "device", "device-pw"); Client viewer = b.connect("v", "viewer", "viewer-pw");
             Client operator = b.connect("o", "operator", "operator-pw")) {
            operator.paho.subscribe("#", 1);
            assertEquals(135, refusedSubscription(device, "#"));
            assertEquals(135, refusedPublish(viewer, "hall/x"));
            operator.publish("hall/x", "mine", 1, false);
            TestBroker.await("the operator's own message", () -> operator.received.size() == 1);
            assertEquals(List.of("hall/x=mine"), operator.received);
        }
    }

    @Test
    void aConfiguredRightReachesItsTopicsOnly() throws Exception {
        Map<String, String> rights = Map.of("rights.device.publish", "hall/+/temp, meters/#", "rights.viewer.subscribe", "hall/#");
        try (TestBroker b = new TestBroker(TestBroker.settings(folder, 256 << 20), rights); Client device = b.connect("d", "device", "device-pw");
             Client viewer = b.connect("v", "viewer", "viewer-pw")) {
            device.publish("hall/rack-1/temp", "1", 1, false);
            device.publish("meters/a/b", "1", 1, false);
            assertEquals(135, refusedPublish(device, "hall/rack-1/hum"));
            viewer.paho.subscribe("hall/rack-1/#", 1);
            assertEquals(135, refusedSubscription(viewer, "#"));
        }
    }

    /** Orders to actuators go another way than telemetry: who carries one cannot carry the other. */
    @Test
    void commandTopicsAreForOperatorsAndWhoGivesOrdersAlone() throws Exception {
        Map<String, String> rights = Map.of("rights.device.publish", "#");
        try (TestBroker b = new TestBroker(TestBroker.settings(folder, 256 << 20), rights); Client device = b.connect("d", "device", "device-pw");
             Client operator = b.connect("o", "operator", "operator-pw"); Client telemetry = b.connect("t", SignIn.LOCAL_USER, b.signIn.secret());
             Client commander = b.connect("c", SignIn.COMMANDER, b.signIn.secret(SignIn.COMMANDER)); Client actuator = b.connect("a", SignIn.ACTUATOR, b.signIn.secret(SignIn.ACTUATOR))) {
            actuator.paho.subscribe("hall/command/#", 1);
            assertEquals(135, refusedPublish(device, "hall/command/fan"));
            assertEquals(135, refusedPublish(telemetry, "hall/command/fan"));
            assertEquals(135, refusedPublish(actuator, "hall/command/fan"));
            assertEquals(135, refusedPublish(commander, "hall/fan"));
            assertEquals(135, refusedSubscription(commander, "hall/command/fan"));
            assertEquals(135, refusedSubscription(actuator, "hall/#"));
            device.publish("hall/fan", "1", 1, false);
            telemetry.publish("hall/fan", "1", 1, false);
            operator.publish("hall/command/fan", "70", 1, false);
            commander.publish("hall/command/fan", "80", 1, false);
            TestBroker.await("the orders", () -> actuator.received.size() == 2);
            assertThrows(MqttException.class, () -> b.connect("x", SignIn.COMMANDER, b.signIn.secret()));
        }
    }

    @Test
    void whereCommandsGoIsConfiguredAndAUsersOwnLineOpensIt() throws Exception {
        Map<String, String> rights = Map.of("command.topics", "orders/#");
        try (TestBroker b = new TestBroker(TestBroker.settings(folder, 256 << 20), rights); Client device = b.connect("d", "device", "device-pw"); Client integrator = b.connect("i", "integrator", "integrator-pw")) {
            assertEquals(135, refusedPublish(device, "orders/fan"));
            device.publish("hall/command/fan", "1", 1, false);
            integrator.publish("orders/fan", "1", 1, false);
        }
        Subject plc = new Subject("plc-7", Set.of(Role.DEVICE));
        TopicRights.Granted granted = new TopicRights(Map.of("rights.plc-7.publish", "hall/command/#")).of(plc);
        assertTrue(granted.mayPublish("hall/command/fan"));
        assertFalse(new TopicRights(Map.of()).of(plc).mayPublish("hall/command/fan"));
    }

    @Test
    void internalNamesAndOtherClientsQueuesAreClosed() throws Exception {
        try (TestBroker b = new TestBroker(folder); Client owner = b.resume("owner", "viewer", "viewer-pw"); Client operator = b.connect("o", "operator", "operator-pw")) {
            owner.paho.subscribe("secret/#", 1);
            assertEquals(135, refusedSubscription(operator, "$sys/#"));
            assertEquals(135, refusedSubscription(operator, "$sys.mqtt.sessions"));
            assertEquals(135, refusedPublish(operator, "$sys.management"));
            assertThrows(MqttException.class, () -> operator.paho.subscribe("secret/one::owner.secret", 1));
            TestBroker.await("disconnected", () -> !operator.paho.isConnected());
        }
    }

    @Test
    void aClientIdBelongsToTheUserWhoHoldsIt() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            b.resume("gemello-hall", SignIn.LOCAL_USER, b.signIn.secret()).close();
            assertThrows(MqttException.class, () -> b.connect("gemello-hall", "operator", "operator-pw"));
            try (Client viewer = b.connect("v", "viewer", "viewer-pw")) {
                assertThrows(MqttException.class, () -> b.connect("v", "operator", "operator-pw"));
                assertTrue(viewer.paho.isConnected());
            }
        }
    }

    // mosquitto's clients name none by default.
    @Test
    void clientsOfDifferentUsersNeedNoClientId() throws Exception {
        try (TestBroker b = new TestBroker(folder); Client viewer = b.connect("", "viewer", "viewer-pw"); Client operator = b.connect("", "operator", "operator-pw")) {
            viewer.paho.subscribe("a/#", 1);
            operator.publish("a/b", "1", 1, false);
            TestBroker.await("heard", () -> viewer.received.equals(List.of("a/b=1")));
            assertTrue(operator.paho.isConnected());
        }
    }

    @Test
    void retainedIsDeliveredToWhoComesLater() throws Exception {
        try (TestBroker b = new TestBroker(folder); Client operator = b.connect("o", "operator", "operator-pw")) {
            operator.publish("a/state", "old", 1, true);
            operator.publish("a/state", "on", 1, true);
            try (Client late = b.connect("l", "viewer", "viewer-pw")) {
                late.paho.subscribe("#", 1);
                TestBroker.await("the retained one", () -> !late.received.isEmpty());
                assertEquals(List.of("a/state=on"), late.received);
            }
        }
    }

    @Test
    void sessionAndMessagesSurviveARestart() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            try (Client viewer = b.resume("keeper", "viewer", "viewer-pw")) {
                viewer.paho.subscribe("hall/#", 1);
            }
            try (Client device = b.connect("d", "device", "device-pw")) {
                for (int i = 0; i < 100; i++) {
                    device.publish("hall/n", Integer.toString(i), 1, false);
                }
            }
            assertEquals(100, b.broker.backlogs().waiting());
        }
        try (TestBroker b = new TestBroker(folder); Client viewer = b.resume("keeper", "viewer", "viewer-pw")) {
            assertTrue(viewer.sessionPresent);
            TestBroker.await("all hundred", () -> viewer.received.size() == 100);
            assertEquals("hall/n=0", viewer.received.get(0));
            assertEquals("hall/n=99", viewer.received.get(99));
        }
    }

    /** A forgotten session must not fill the disk; that of the runtime's own adapter must lose nothing. */
    @Test
    void theBacklogOfAClientThatStaysAwayIsBoundedButNotOurOwn() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            for (String user : List.of("viewer", SignIn.LOCAL_USER)) {
                try (Client c = b.resume("keeper-" + user, user, user.equals("viewer") ? "viewer-pw" : b.signIn.secret())) {
                    c.paho.subscribe("#", 1);
                }
            }
            try (Client device = b.connect("d", "device", "device-pw")) {
                for (int i = 0; i <= 1000; i++) {
                    device.publish("n", Integer.toString(i), 0, false);
                }
                device.publish("n", "last", 1, false);
            }
            TestBroker.await("both have them", () -> b.broker.backlogs().waiting() == 2 * 1002);
            b.broker.backlogs().trim();
            TestBroker.await("the viewer's are gone", () -> b.broker.backlogs().waiting() == 1002);
            try (Client own = b.resume("keeper-" + SignIn.LOCAL_USER, SignIn.LOCAL_USER, b.signIn.secret())) {
                TestBroker.await("all of ours", () -> own.received.size() == 1002);
            }
            assertEquals(1L, b.refusals.others().get("backlog"));
        }
    }

    @Test
    void tooLargeAPacketDisconnectsItsSenderOnly() throws Exception {
        try (TestBroker b = new TestBroker(folder); Client viewer = b.connect("v", "viewer", "viewer-pw"); Client device = b.connect("d", "device", "device-pw")) {
            viewer.paho.subscribe("#", 1);
            assertThrows(MqttException.class, () -> device.paho.publish("a", new byte[10 << 20], 1, false));
            TestBroker.await("the sender is out", () -> !device.paho.isConnected());
            try (Client next = b.connect("d2", "device", "device-pw")) {
                next.publish("a", "small", 1, false);
                TestBroker.await("the next message", () -> !viewer.received.isEmpty());
            }
            assertEquals(List.of("a=small"), viewer.received);
            assertTrue(viewer.paho.isConnected());
        }
    }

    @Test
    void rubbishBeforeSignInIsCutOff() throws Exception {
        try (TestBroker b = new TestBroker(folder)) {
            for (byte[] rubbish : List.of("POST / HTTP/1.1\r\nContent-Length: 2000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII), connectOf(200 << 20), publishFirst(), bytes("\20\14\0\4XXXX\5\2\0\74\0\0\0\0"))) {
                try (Socket s = new Socket("127.0.0.1", b.broker.port())) {
                    s.setSoTimeout(20_000);
                    send(s, rubbish);
                    assertClosed(s);
                }
            }
            b.connect("o", "operator", "operator-pw").close();
        }
    }

    @Test
    void nothingPassesBehindARefusedConnect() throws Exception {
        try (TestBroker b = new TestBroker(folder); Client viewer = b.connect("v", "viewer", "viewer-pw"); Socket s = new Socket("127.0.0.1", b.broker.port())) {
            viewer.paho.subscribe("#", 1);
            DataOutputStream out = new DataOutputStream(s.getOutputStream());
            byte[] body = bytes("\0\4MQTT\4\302\0\74" + "\0\1x" + "\0\6device" + "\0\5wrong");
            out.write(0x10);
            out.write(body.length);
            out.write(body);
            out.write(publishFirst());
            out.flush();
            s.setSoTimeout(20_000);
            assertClosed(s);
            assertEquals(0, b.broker.traffic().messagesIn());
            assertTrue(viewer.received.isEmpty());
        }
    }

    @Test
    void onAFullDiskNothingIsAcknowledged() throws Exception {
        try (TestBroker b = new TestBroker(TestBroker.settings(folder, Long.MAX_VALUE), Map.of()); Client device = b.connect("d", "device", "device-pw")) {
            TestBroker.await("noticed", b.broker::diskFull);
            assertThrows(MqttException.class, () -> device.publish("a", "1", 1, false));
        }
    }

    @Test
    void aTakenPortIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            BrokerSettings s = new BrokerSettings("127.0.0.1", taken.getLocalPort(), true, folder, 1 << 20, 10, 60, 8 << 20, 1000, 64 << 20, 0);
            assertNotNull(assertThrows(Exception.class, () -> new TestBroker(s, Map.of())).getMessage());
        }
    }

    @Test
    void theSecretIsNowhereOnDisk() throws Exception {
        String secret;
        try (TestBroker b = new TestBroker(folder)) {
            secret = b.signIn.secret();
            try (Client c = b.resume("gemello-hall", SignIn.LOCAL_USER, secret)) {
                c.paho.subscribe("#", 1);
                c.publish("a", "1", 1, true);
            }
        }
        byte[] needle = secret.getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(new String(needle, StandardCharsets.ISO_8859_1)), file.toString());
            }
        }
    }

    @Test
    void startStopStartLeavesNoThread() throws Exception {
        new TestBroker(folder).close();
        Set<String> before = threads();
        for (int i = 0; i < 3; i++) {
            try (TestBroker b = new TestBroker(folder); Client c = b.connect("c", "operator", "operator-pw")) {
                c.publish("a", "1", 1, false);
            }
        }
        TestBroker.await("no new threads", () -> before.containsAll(threads()));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.isAlive() && !t.getName().startsWith("MQTT ")).map(t -> t.getName() + "#" + t.getId()).collect(Collectors.toSet());
    }

    private static int refusedPublish(Client client, String topic) throws MqttException {
        MqttToken token = client.paho.getTopic(topic).publish("x".getBytes(StandardCharsets.US_ASCII), 1, false);
        token.waitForCompletion(10_000);
        return token.getReasonCodes()[0];
    }

    private static int refusedSubscription(Client client, String filter) throws MqttException {
        return client.paho.subscribe(new String[] {filter}, new int[] {1}).getReasonCodes()[0];
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A CONNECT that says it is that large. */
    private static byte[] connectOf(int length) {
        byte[] head = new byte[5 + 3_000_000];
        head[0] = 0x10;
        for (int i = 1, rest = length; i <= 4; i++, rest >>= 7) {
            head[i] = (byte) (rest & 0x7f | (i < 4 ? 0x80 : 0));
        }
        System.arraycopy(bytes("\0\4MQTT\5"), 0, head, 5, 7);
        return head;
    }

    private static byte[] publishFirst() {
        byte[] body = bytes("\0\1a" + "hello");
        byte[] packet = new byte[body.length + 2];
        packet[0] = 0x30;
        packet[1] = (byte) body.length;
        System.arraycopy(body, 0, packet, 2, body.length);
        return packet;
    }

    private static void send(Socket s, byte[] what) {
        try {
            s.getOutputStream().write(what);
        } catch (IOException e) {
            assertNotNull(e.getMessage(), "cut off while sending is as good");
        }
    }

    private static void assertClosed(Socket s) throws IOException {
        try {
            InputStream in = s.getInputStream();
            while (in.read() >= 0) {
                // what it answers before it hangs up is free
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("still open after 20 s", e);
        } catch (IOException reset) {
            assertNotNull(reset);
        }
    }
}
