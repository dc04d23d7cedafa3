package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Site;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.bim.mapping.Heirs;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchedModelTest {
    private static final String SENSOR = "0000000000000000000004";
    @TempDir
    Path folder;
    private final Hall hall = Hall.racks(1).asset("probe", SENSOR).point("t", "probe", "inlet", "Cel", null, null, null).point("alien", "rack-0", "other", "Cel", SENSOR, "DT_Other", null);
    private final LiveLoop loop = new LiveLoop(new FakeClock(5_000_000_000L), 1, snapshot -> { });
    private volatile String hidden = "none";
    private ModelShelf shelf;
    private ModelEndpoint model;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("site"));
        shelf = new ModelShelf(folder.resolve("data"), 1 << 20, model -> loop.model(model, Heirs.NONE));
        model = new ModelEndpoint(shelf::model, shelf::trouble);
        loop.start();
        loop.applied(hall);
    }

    @AfterEach
    void stop() {
        loop.close();
        shelf.close();
    }

    private void look() {
        shelf.look(new Site("hall", "org.hall", ZoneOffset.UTC, folder.resolve("site"), Map.of()));
    }

    private void model() throws Exception {
        Files.writeString(folder.resolve("site/model.ifc"), ModelShelfTest.room(), StandardCharsets.ISO_8859_1);
        look();
        loop.states(hall.live());
        loop.readings(List.of(hall.reading("t", 21.5, 1), hall.reading("alien", 30, 1)));
        Until.holds("the model and the readings are in", () -> loop.snapshot().plan().model() != null
            && loop.snapshot().elements().stream().anyMatch(one -> one.override().parameters().stream().filter(value -> value.epochNanos() > 0).count() == 2));
    }

    private PatchedModel patched(String colours) {
        Access access = new Access() {
            @Override
            public boolean mayRead(Subject who, String thingId) {
                return !thingId.equals("org.test:" + hidden);
            }

            @Override
            public boolean mayWrite(Subject who, String thingId) {
                return false;
            }
        };
        return new PatchedModel(model::present, loop::snapshot, new AssetGuard(() -> access, () -> hall), folder.resolve("out/live.ifc"), colours);
    }

    private static String text(Response answer) throws IOException {
        Response.Stream stream = (Response.Stream) answer.body();
        try (var in = stream.bytes()) {
            byte[] bytes = in.readAllBytes();
            assertEquals(stream.length(), bytes.length);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aCallerGetsTheValuesOfTheAssetsThatHeMayRead() throws Exception {
        assertEquals(404, assertThrows(HttpProblem.class, () -> patched("alert").get(AskedFor.list(""))).status());
        model();
        Response answer = patched("alert").get(AskedFor.list(""));
        assertEquals("attachment; filename=\"model-live.ifc\"", answer.headers().get("Content-Disposition"));
        String all = text(answer);
        assertTrue(all.contains("IFCTHERMODYNAMICTEMPERATUREMEASURE(21.5)") && all.contains("'DT_Other'") && all.contains("'DT_Colour'"));
        hidden = "rack-0";
        String some = text(patched("alert").get(AskedFor.list("")));
        assertTrue(some.contains("IFCTHERMODYNAMICTEMPERATUREMEASURE(21.5)"));
        assertFalse(some.contains("'DT_Other'") || some.contains("'DT_Colour'"), "neither the other asset's value nor a colour that speaks of it");
        assertFalse(text(patched("alert").get(AskedFor.list("by=none"))).contains("'DT_Colour'"));
        assertEquals(404, assertThrows(HttpProblem.class, () -> patched("alert").get(AskedFor.list("by=rainbow"))).status());
    }

    /** The file is the site's model: each run finds it patched and replaces what the last one put there. */
    @Test
    void aFileThatIsTheModelItselfIsPatchedOverAndOver() throws Exception {
        patched("alert").export(loop.snapshot().overrides());
        assertFalse(Files.exists(folder.resolve("out")), "there is no model yet");
        model();
        String revision = shelf.model().revision();
        long size = 0;
        for (int run = 0; run < 3; run++) {
            patched("alert").export(loop.snapshot().overrides());
            size = run == 0 ? Files.size(folder.resolve("out/live.ifc")) : size;
            assertEquals(size, Files.size(folder.resolve("out/live.ifc")));
            Files.move(folder.resolve("out/live.ifc"), folder.resolve("site/model.ifc"), StandardCopyOption.REPLACE_EXISTING);
            look();
            look();
            assertEquals(revision, shelf.model().revision());
            assertNull(shelf.trouble());
        }
        assertEquals(0, folder.resolve("out").toFile().list().length);
    }

    @Test
    void coloursThatAreNoneAreSaid() throws Exception {
        model();
        assertTrue(assertThrows(IOException.class, () -> patched("rainbow").export(loop.snapshot().overrides())).getMessage().contains("GET /bim/schemes"));
        patched("none").export(loop.snapshot().overrides());
        assertTrue(Files.size(folder.resolve("out/live.ifc")) > ModelShelfTest.room().length());
    }
}
