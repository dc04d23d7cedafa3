package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Site;
import io.gemello.testkit.Until;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShelfTest {
    private static final String SENSOR = "0000000000000000000004";
    @TempDir
    Path folder;
    private final List<SiteModel> seen = new CopyOnWriteArrayList<>();
    private ModelShelf shelf;
    private SiteLook look;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("site"));
        shelf = new ModelShelf(folder.resolve("data"), 1 << 20, model -> {
            if (model != null) {
                seen.add(model);
            }
        });
        look = new SiteLook(List.of(shelf));
        look.start();
    }

    @AfterEach
    void stop() {
        look.close();
        shelf.close();
    }

    private void apply(Map<String, String> properties) {
        look.applied(new Site("hall", "org.hall", ZoneOffset.UTC, folder.resolve("site"), properties));
    }

    static String room() throws IOException {
        try (InputStream in = ModelShelfTest.class.getResourceAsStream("ifc/room.ifc")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private void put(String name, String text, int second) throws IOException {
        Path file = Files.writeString(folder.resolve("site").resolve(name), text, StandardCharsets.ISO_8859_1);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }

    @Test
    void aChangedModelIsReadAndABrokenOneLeavesTheOneFromBefore() throws Exception {
        put("model.ifc", room(), 1_000);
        apply(Map.of());
        Until.holds("a look has been taken", () -> shelf.model() != null);
        SiteModel first = shelf.model();
        assertEquals("tag-1", first.ifc().byGuid(SENSOR).tag());
        put("model.ifc", room().substring(0, 2_000), 2_000);
        Until.holds("a look has been taken", () -> shelf.trouble() != null);
        assertTrue(shelf.trouble().contains("cut off"), shelf.trouble());
        assertEquals(first, shelf.model());
        assertTrue(first.ifc().properties(first.ifc().byGuid(SENSOR)).size() > 3, "it can still be asked");
        put("model.ifc", room().replace("tag-1", "tag-2"), 3_000);
        Until.holds("a look has been taken", () -> shelf.model() != first);
        assertEquals("tag-2", shelf.model().ifc().byGuid(SENSOR).tag());
        assertNull(shelf.trouble());
        Until.holds("a look has been taken", () -> folder.resolve("data").toFile().list().length == 1);
        put("model.ifc", room().replace("tag-1", "tag-2"), 4_000);
        put("other.ifc", room(), 4_000);
        apply(Map.of("model", "other.ifc"));
        Until.holds("a look has been taken", () -> seen.size() == 3);
        apply(Map.of("model", "missing.ifc"));
        Until.holds("a look has been taken", () -> shelf.trouble() != null);
        assertTrue(shelf.trouble().contains("missing.ifc"));
        assertEquals("tag-1", shelf.model().ifc().byGuid(SENSOR).tag());
    }
}
