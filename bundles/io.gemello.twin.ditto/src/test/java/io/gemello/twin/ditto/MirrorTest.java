package io.gemello.twin.ditto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Site;
import io.gemello.api.health.Health;
import io.gemello.testkit.Until;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    @TempDir Path folder;

    private Mirror mirror(int port, MirrorState state) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "hush");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Target target = new Target(URI.create("ws://127.0.0.1:" + port), "ditto", new Secret(password, ""), null, "", "", List.of(), false, Target.Back.NONE, Duration.ofSeconds(5));
        return new Mirror(target, new Mirror.Effort(Duration.ofSeconds(1), 100, 2), () -> null, state);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().matches("gemello-twin-ditto.*|ditto-client.*")).count();
    }

    /** Nothing may be left of a bundle that is replaced, least of all a thread for each time that the other side was away. */
    @Test
    void aServerThatIsAwayIsToldAndNothingIsLeftAfterTheEnd() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        for (int i = 0; i < 2; i++) {
            MirrorState state = new MirrorState("ws://127.0.0.1:" + nobody, System::nanoTime);
            Mirror mirror = mirror(nobody, state);
            mirror.start();
            Until.holds("it waits for the site", () -> state.health().message().contains("waits for a site"));
            mirror.site(new Site("hall", "org.hall", ZoneOffset.UTC, folder, Map.of()));
            mirror.twin(new SmallTwin(asked -> null));
            Until.holds("health says why", () -> state.health().message().contains("refused"));
            assertEquals(Health.State.WARN, state.health().state());
            mirror.close();
            Until.holds("no thread is left", () -> threads() == 0);
        }
    }

    /** A server that takes the connection and says nothing must not hold up the bundle's end. */
    @Test
    void anEndDoesNotWaitForAServerThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            MirrorState state = new MirrorState("ws://127.0.0.1", System::nanoTime);
            Mirror mirror = mirror(silent.getLocalPort(), state);
            mirror.site(new Site("hall", "org.hall", ZoneOffset.UTC, folder, Map.of()));
            mirror.twin(new SmallTwin(asked -> null));
            mirror.start();
            silent.accept();
            mirror.close();
            assertTrue(state.health().message().contains("connecting"), state.health()::message);
        }
    }

    @Test
    void aMessageThatNeedsNoAnswerWaitsForNone() throws Exception {
        SmallTwin twin = new SmallTwin(asked -> null);
        House house = new House(new Subject(Mirror.SUBJECT, Set.of(Role.OPERATOR)), Duration.ofSeconds(20), id -> { }, why -> { });
        house.open(twin, "org.hall");
        List<String> trail = new CopyOnWriteArrayList<>();
        MirrorState state = new MirrorState("ws://127.0.0.1", System::nanoTime);
        MessagesBack messages = new MessagesBack(house, null, id -> id.equals("com.cloud:rack-1") ? "org.hall:rack-1" : null, new Subject(Mirror.SUBJECT, Set.of()), () -> (who, what, target, outcome) -> trail.add(target + " " + outcome), state);
        messages.heard(message("rack-1", "inbox"));
        messages.heard(message("rack-1", "outbox"));
        messages.heard(message("rack-9", "inbox"));
        assertEquals(List.of("org.hall/rack-1/things/live/messages/blink"), twin.told.stream().map(Envelope::topic).toList());
        assertEquals(List.of("org.hall:rack-1/inbox/messages/blink done"), trail);
        house.close();
    }

    private static JsonObject message(String name, String box) {
        return JsonFactory.newObject("{\"topic\":\"com.cloud/" + name + "/things/live/messages/blink\",\"headers\":{\"response-required\":false},\"path\":\"/" + box + "/messages/blink\",\"value\":3}");
    }
}
