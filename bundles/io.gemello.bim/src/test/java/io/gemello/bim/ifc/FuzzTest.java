package io.gemello.bim.ifc;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is read or refused by a sentence: nothing hangs, and nothing but {@link IfcFault} is thrown. */
class FuzzTest {
    private static final String SPICE = "#=(),;'\"/*$.\\ \n0E-XIFC";
    @TempDir
    Path folder;

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        damage(3_000, 11);
    }

    @Test
    @Tag("long")
    void manyDamagedFilesAreReadOrRefused() throws IOException {
        damage(60_000, 12);
    }

    private void damage(int rounds, long seed) throws IOException {
        byte[] sound = IfcModelTest.roomText().getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = sound.clone();
            for (int hits = 1 + random.nextInt(6); hits > 0; hits--) {
                int from = random.nextInt(bytes.length);
                switch (random.nextInt(3)) {
                    case 0 -> bytes[from] = (byte) SPICE.charAt(random.nextInt(SPICE.length()));
                    case 1 -> bytes[from] = (byte) random.nextInt(256);
                    default -> System.arraycopy(sound, random.nextInt(bytes.length - 40), bytes, Math.min(from, bytes.length - 40), random.nextInt(40));
                }
            }
            Path file = Files.write(folder.resolve("f.ifc"), bytes);
            refused += assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(file)) ? 0 : 1;
        }
        assertTrue(refused > rounds / 20 && refused < rounds, "the damage is of both kinds: " + refused + " of " + rounds + " refused");
    }

    private static boolean read(Path file) throws IOException {
        try (IfcModel model = IfcModel.open(file)) {
            for (IfcObject object : model.objects()) {
                model.properties(object);
                model.children(object);
                model.parent(object);
            }
            return true;
        } catch (IfcFault fault) {
            return false;
        }
    }
}
