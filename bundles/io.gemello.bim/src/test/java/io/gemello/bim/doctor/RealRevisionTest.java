package io.gemello.bim.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gemello.bim.doctor.RevisedFile.Made;
import io.gemello.bim.ifc.IfcModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revisions of real models, made by a script whose truth is known: nothing may be carried over wrongly, and nearly all must be found. */
class RealRevisionTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"duplex_A, EXPORTED", "duplex_A, UNTAGGED", "duplex_A, AGAIN", "duplex_E, EXPORTED", "duplex_E, UNTAGGED", "duplex_E, AGAIN", "whale_LargeBuilding, EXPORTED", "whale_LargeBuilding, UNTAGGED",
        "whale_LargeBuilding, AGAIN"})
    void survivorsAreCarriedOverOrAskedAboutAndNoneWrongly(String name, Made made) throws IOException {
        judge(name, made, List.of(1L));
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"duplex_A, EXPORTED", "duplex_A, UNTAGGED", "duplex_A, AGAIN", "duplex_E, EXPORTED", "duplex_E, UNTAGGED", "duplex_E, AGAIN", "whale_LargeBuilding, EXPORTED", "whale_LargeBuilding, UNTAGGED",
        "whale_LargeBuilding, AGAIN"})
    void inManyRevisionsToo(String name, Made made) throws IOException {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 2; seed < 40; seed++) {
            seeds.add(seed);
        }
        judge(name, made, seeds);
    }

    private void judge(String name, Made made, List<Long> seeds) throws IOException {
        Path file = Path.of(System.getProperty("gemello.shared", "absent"), "bim", name + ".ifc");
        if (!Files.exists(file)) {
            System.out.println("skipped: shared data not found");
        }
        assumeTrue(Files.exists(file), "skipped: shared data not found");
        for (long seed : seeds) {
            Path next = folder.resolve("next.ifc");
            Map<String, String> truth = RevisedFile.of(file, next, seed, made).truth;
            try (IfcModel before = IfcModel.open(file); IfcModel after = IfcModel.open(next)) {
                judge(truth, new Doctor(folder.resolve(name + seed), () -> "2026-01-01T00:00:00Z"), before, after, name + " " + made + " " + seed);
            }
        }
    }

    private static void judge(Map<String, String> truth, Doctor doctor, IfcModel before, IfcModel after, String what) {
        doctor.revised("r0", before);
        Map<String, String> rows = new HashMap<>();
        truth.keySet().forEach(guid -> rows.put("asset/" + guid, guid));
        doctor.mapped("r0", rows, Map.of());
        doctor.revised("r1", after);
        assertEquals(null, doctor.trouble());
        int survivors = 0;
        int carried = 0;
        int asked = 0;
        List<String> wrong = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (Map.Entry<String, String> one : truth.entrySet()) {
            Case of = doctor.of(one.getKey());
            String is = of == null ? one.getKey() : of.isOpen() ? null : of.decision().ifcGuid();
            survivors += one.getValue() == null ? 0 : 1;
            if (is != null && !is.equals(one.getValue())) {
                wrong.add(one + " carried over to " + is);
            } else if (is != null) {
                carried += is.equals(one.getKey()) ? 0 : 1;
            } else if (one.getValue() != null && !of.candidates().isEmpty() && of.candidates().get(0).guid().equals(one.getValue())) {
                asked++;
            } else if (one.getValue() != null) {
                missed.add(of.was() + " is " + one.getValue() + ", not " + of.candidates());
            }
        }
        System.out.println(what + ": " + survivors + " of " + truth.size() + " survive, " + carried + " carried over, " + asked + " asked about, " + missed.size() + " missed");
        assertEquals(List.of(), wrong, what);
        assertTrue(missed.size() <= survivors * 0.02, what + " " + missed.size() + " of " + survivors + ": " + missed);
        assertTrue(carried + asked + missed.size() >= survivors * 0.05, "new GlobalIds were met");
    }
}
