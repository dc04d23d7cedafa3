package io.gemello.twin.models;

import static io.gemello.twin.models.Models.dtdl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.health.Health;
import io.gemello.api.twin.Twins;
import io.gemello.testkit.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and things change under a running system. */
class ModelShelfTest {
    private static final String RACK = dtdl("dtmi:x:Rack;1", "\"contents\": [{\"@type\": \"Property\", \"name\": \"serial\", \"schema\": \"string\"}]");
    @TempDir
    Path folder;
    private final Map<String, String> things = new ConcurrentHashMap<>();
    private final ModelShelf shelf = new ModelShelf(() -> new Twins() {
        @Override
        public List<String> ids() {
            return List.copyOf(things.keySet());
        }

        @Override
        public String json(String thingId) {
            return things.get(thingId);
        }
    }, 100);
    private final ModelHealth health = new ModelHealth(shelf);

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(folder.resolve("models"));
        shelf.start();
        shelf.applied(new Hall(folder, Map.of()));
    }

    @AfterEach
    void end() {
        shelf.close();
    }

    private Health.State state(String name) {
        return health.check().stream().filter(one -> one.name().equals(name)).map(Health::state).findFirst().orElse(null);
    }

    @Test
    void aSiteWithoutModelsSaysNothing() {
        assertEquals(List.of(), health.check());
    }

    @Test
    void changedFilesAndThingsAreSeenByThemselves() throws Exception {
        things.put("org.x:r", "{\"thingId\": \"org.x:r\", \"definition\": \"x:Rack:1\", \"attributes\": {\"serial\": 5}}");
        Files.writeString(folder.resolve("models/rack.json"), RACK);
        Until.holds("the misfit is told", () -> state("models") == Health.State.WARN);
        assertEquals("/attributes/serial", shelf.report().findings().get(0).path());
        assertTrue(health.check().get(1).message().startsWith("1 of 1 things do not fit"), () -> health.check().toString());
        things.put("org.x:r", "{\"thingId\": \"org.x:r\", \"definition\": \"x:Rack:1\", \"attributes\": {\"serial\": \"5\"}}");
        assertEquals(List.of(), shelf.findings("org.x:r"), "one thing is looked at now");
        Until.holds("it is mended", () -> state("models") == Health.State.OK);
        Files.writeString(folder.resolve("models/rack.json"), RACK.replace("string", "text!"));
        Until.holds("the fault is told", () -> state("models.files") == Health.State.WARN);
        Files.delete(folder.resolve("models/rack.json"));
        Until.holds("no models, no word", () -> health.check().isEmpty());
    }
}
