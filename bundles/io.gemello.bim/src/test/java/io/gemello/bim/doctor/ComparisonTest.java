package io.gemello.bim.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.bim.doctor.Comparison.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Fingerprint lamp(String guid, String name, String tag, double x) {
        return new Fingerprint(guid, "IFCLAMP", name, "Lamp 5 W", tag, "Ground", List.of(x, 0.0, 2.5));
    }

    private static Outcome one(Fingerprint was, Fingerprint... now) {
        return Comparison.of(List.of(was), List.of(now)).get(was.guid());
    }

    @Test
    void aGlobalIdIsEnoughWhereAnythingElseAgrees() {
        assertEquals("a", one(lamp("a", "L 1", "7", 0), lamp("a", "other", "9", 0)).sure().guid());
        assertEquals("a", one(lamp("a", "L 1", "7", 0), lamp("a", "other", "7", 9)).sure().guid());
        Outcome nothing = one(lamp("a", "L 1", "7", 0), lamp("a", "other", "9", 9));
        assertNull(nothing.sure());
        assertEquals("a", nothing.candidates().get(0).guid());
    }

    @Test
    void aTagCountsWhereItIsTheOnlyOneAndAnythingElseAgrees() {
        assertEquals("b", one(lamp("a", "L 1", "7", 0), lamp("b", "other", "7", 0)).sure().guid());
        assertNull(one(lamp("a", "L 1", "7", 0), lamp("b", "other", "7", 50)).sure(), "another document may use the number too");
        assertNull(one(lamp("a", "L 1", "7", 0), lamp("b", "L 1", "7", 8), lamp("c", "L 1", "7", 4)).sure());
    }

    @Test
    void kindNameStoreyAndPlaceTogetherCount() {
        assertEquals("b", one(lamp("a", "L 1", null, 0), lamp("b", "L 1", null, 0.01), lamp("c", "L 1", null, 1)).sure().guid());
        assertNull(one(lamp("a", "L 1", null, 0), lamp("b", "L 1", null, 0.3)).sure());
        assertNull(one(lamp("a", "L 1", "1", 0), lamp("b", "L 1", "2", 0)).sure(), "the tags contradict each other");
        assertNull(one(new Fingerprint("a", "IFCZONE", "Z", null, null, null, List.of()), new Fingerprint("b", "IFCZONE", "Z", null, null, null, List.of())).sure(), "too little is known");
    }

    @Test
    void ofTwoThatAreAlikeNeitherIsSure() {
        Outcome twins = one(lamp("a", "L", null, 0), lamp("b", "L", null, 0), lamp("c", "L", null, 0));
        assertNull(twins.sure());
        assertEquals(2, twins.candidates().size());
        Map<String, Outcome> back = Comparison.of(List.of(lamp("a", "L", null, 0), lamp("b", "L", null, 0)), List.of(lamp("c", "L", null, 0)));
        assertTrue(back.values().stream().allMatch(outcome -> outcome.sure() == null), back.toString());
    }

    /** Its neighbour has gone: what stands there still must not be taken for it. */
    @Test
    void whatIsAnotherIsNotProposed() {
        Map<String, Outcome> outcomes = Comparison.of(List.of(lamp("a", "L", null, 0), lamp("b", "L", null, 0.02)), List.of(lamp("b", "L", null, 0.02)));
        assertEquals("b", outcomes.get("b").sure().guid());
        assertNull(outcomes.get("a").sure());
        assertEquals(List.of(), outcomes.get("a").candidates());
    }

    @Test
    void anotherOriginOfTheModelIsNoMove() {
        List<Fingerprint> then = new ArrayList<>();
        List<Fingerprint> now = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            then.add(lamp("g" + i, "L", null, i));
            now.add(lamp(i == 4 ? "new" : "g" + i, "L", null, i + 1000));
        }
        assertEquals("new", Comparison.of(then, now).get("g4").sure().guid());
    }

    /** The worst that an exporter does: every GlobalId is new, there are no tags, and all names are alike. */
    @Test
    void twoThousandWithoutAnIdentityAreComparedByTheirPlaces() {
        List<Fingerprint> then = new ArrayList<>();
        List<Fingerprint> now = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            then.add(lamp("old" + i, "L", null, i * 0.4));
            now.add(lamp("new" + i, "L", null, i * 0.4));
        }
        Map<String, Outcome> outcomes = assertTimeoutPreemptively(Duration.ofSeconds(100), () -> Comparison.of(then, now));
        outcomes.forEach((guid, outcome) -> assertEquals(guid.replace("old", "new"), outcome.sure().guid()));
    }
}
