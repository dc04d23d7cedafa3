package io.gemello.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.core.units.Affine;
import io.gemello.core.units.CodedUnit;
import io.gemello.core.units.NotConvertible;
import io.gemello.core.units.UnitBook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {
    private static final UnitBook UNITS = new UnitBook();
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_750_000_000L * SECOND;
    private static final long BELIEVED = NOW + 5 * SECOND;
    private final Tally tally = new Tally();
    private final Normaliser normaliser = new Normaliser(UNITS, tally);

    @Test
    void numbersComeAsNumbersTextAndBooleans() {
        assertEquals(List.of(21.5, 21.5, -1.0, 1.0, 3.0), List.of(value(21.5f), value(" 21.5 "), value(-1), value(true), value(new BigDecimal("3"))));
    }

    /** Missing is not zero: nothing that is no number ever becomes one. */
    @Test
    void whatIsNoNumberIsBadAndNeverZero() {
        for (Object raw : new Object[] {"", "open", "NaN", "1e400", Double.NaN, Double.POSITIVE_INFINITY, new BigDecimal("1e400"), "0x10", "ON"}) {
            Reading reading = one(raw, rules("Cel"));
            assertTrue(Double.isNaN(reading.value()), "" + raw);
            assertEquals(Quality.of(Quality.NOT_A_NUMBER), reading.quality(), "" + raw);
        }
    }

    @Test
    void aDecimalCommaIsRefusedByName() {
        assertTrue(Double.isNaN(one("21,5", rules("Cel")).value()));
        assertEquals(1, tally.of(Reason.DECIMAL_COMMA));
    }

    @Test
    void statesComeFromTheTable() {
        PointRules door = rules("1", Map.of("closed", 0.0, "open", 1.0));
        assertEquals(1, one("open", door).value());
        assertEquals(0, one(" closed ", door).value());
        assertEquals(1, one(true, door).value());
        assertEquals(0, one(0, door).value());
        for (Object raw : new Object[] {"ajar", "OPEN", 2, "", "7"}) {
            Reading reading = one(raw, door);
            assertTrue(Double.isNaN(reading.value()), "" + raw);
            assertEquals(Quality.of(Quality.STATE), reading.quality(), "" + raw);
        }
    }

    @Test
    void theUnitThatTheSourceNamesWins() {
        Reading reading = accept(new Sample(null, 212, "°F", NOW), rules("Cel")).get(0);
        assertEquals(100, reading.value(), 1e-9);
        assertEquals(Quality.GOOD, reading.quality());
    }

    @Test
    void aUnitInTheSameTextAsTheNumberIsTakenWhereItIsUnderstood() {
        assertEquals(100, one("212 °F", rules("Cel")).value(), 1e-9);
        assertEquals(23.4, one(" 23.4°C ", rules("Cel")).value(), 1e-9);
        for (String no : new String[] {"12 monkeys", "18:05", "2024-01-01T00:00:00Z", "1.2.3", "20 kPa", "5 of 7", "- °C"}) {
            assertTrue(Double.isNaN(one(no, rules("Cel")).value()), no);
        }
    }

    @Test
    void anUnknownUnitIsAssumedFlaggedAndTold() {
        Reading reading = accept(new Sample(null, 20, "blorg", NOW), rules("Cel")).get(0);
        assertEquals(20, reading.value());
        assertEquals(Quality.of(Quality.UNIT_ASSUMED), reading.quality());
        assertEquals("blorg", normaliser.unknownUnit());
    }

    /** A number in a unit that measures something else would be believed; none is better. */
    @Test
    void aUnitOfAnotherQuantityIsBad() {
        Reading reading = accept(new Sample(null, 20, "kPa", NOW), rules("Cel")).get(0);
        assertTrue(Double.isNaN(reading.value()));
        assertEquals(Quality.BAD, Quality.level(reading.quality()));
        assertEquals(1, tally.of(Reason.UNIT_MISMATCH));
    }

    @Test
    void calibrationFollowsTheConversion() throws NotConvertible {
        CodedUnit cel = UNITS.code("Cel").orElseThrow();
        CodedUnit fahrenheit = UNITS.code("[degF]").orElseThrow();
        PointRules rules = new PointRules(point("Cel"), cel, fahrenheit, UNITS.conversion(fahrenheit, cel), new Affine(2, 1), Map.of(), Double.NaN, Double.NaN, Double.NaN, 0);
        assertEquals(2 * 100 + 1, one(212, rules).value(), 1e-9);
    }

    @Test
    void aSourceAheadIsSkewedAndAnOldOneIsSimplyOld() {
        assertTrue(Quality.has(accept(new Sample(null, 1, null, 4_070_908_800L * SECOND), rules("1")).get(0).quality(), Quality.SKEWED));
        assertEquals(Quality.GOOD, accept(new Sample(null, 2, null, 0), rules("1")).get(0).quality());
        assertEquals(Quality.GOOD, accept(new Sample(null, 3, null, NOW + 4 * SECOND), rules("1")).get(0).quality());
    }

    /** A clock in the year 2099 must not cost the true readings their protection. */
    @Test
    void skewedTimesDoNotFillTheWindowOfDuplicates() {
        accept(new Sample(null, 1, null, NOW), rules("1"));
        for (int i = 0; i < 500; i++) {
            accept(new Sample(null, i, null, 4_070_908_800L * SECOND + i), rules("1"));
        }
        assertEquals(List.of(), accept(new Sample(null, 1, null, NOW), rules("1")));
    }

    @Test
    void withoutATimeItIsThatOfArrivalAndTwoArrivalsAreTwo() {
        List<Reading> first = accept(new Sample(null, 1, null, Sample.NO_TIME), rules("1"));
        List<Reading> second = accept(new Sample(null, 1, null, Sample.NO_TIME), rules("1"));
        assertEquals(NOW, first.get(0).epochNanos());
        assertEquals(NOW + 1, second.get(0).epochNanos());
        assertEquals(Quality.of(Quality.ARRIVAL_TIME), second.get(0).quality());
    }

    @Test
    void aRepeatedReadingIsDroppedAndAnotherValueWinsFlagged() {
        accept(new Sample(null, 1, null, NOW), rules("1"));
        assertEquals(List.of(), accept(new Sample(null, 1, null, NOW), rules("1")));
        Reading other = accept(new Sample(null, 2, null, NOW), rules("1")).get(0);
        assertEquals(2, other.value());
        assertEquals(Quality.of(Quality.DUPLICATE_SOURCE), other.quality());
        assertEquals(List.of(), accept(new Sample(null, 2, null, NOW), rules("1")));
    }

    @Test
    void whatDidNotBecomeDurableMayComeAgain() {
        Reading lost = accept(new Sample(null, 1, null, NOW), rules("1")).get(0);
        normaliser.forget(lost);
        assertEquals(1, accept(new Sample(null, 1, null, NOW), rules("1")).size());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 50.1})
    void outOfRangeIsBadAndKeepsItsValue(double value) {
        PointRules rules = new PointRules(point("Cel"), unit("Cel"), unit("Cel"), Affine.IDENTITY, Affine.IDENTITY, Map.of(), 0, 50, Double.NaN, 0);
        Reading reading = one(value, rules);
        assertEquals(value, reading.value());
        assertEquals(Quality.of(Quality.RANGE), reading.quality());
    }

    @Test
    void aJumpThatComesBackIsASpikeAndWhatFollowsIsGood() {
        PointRules rules = limited(1, 0);
        accept(at(0, 20), rules);
        assertEquals(Quality.of(Quality.RATE), accept(at(1, 80), rules).get(0).quality());
        List<Reading> back = accept(at(2, 20.5), rules);
        assertEquals(2, back.size());
        assertEquals(Quality.of(Quality.RATE | Quality.SPIKE), back.get(0).quality());
        assertEquals(80, back.get(0).value());
        assertEquals(NOW + SECOND, back.get(0).epochNanos());
        assertEquals(Quality.GOOD, back.get(1).quality());
    }

    @Test
    void aNumberlessReadingBetweenIsNotTakenForTheSpike() {
        PointRules rules = limited(1, 0);
        accept(at(0, 20), rules);
        accept(at(1, 80), rules);
        accept(new Sample(null, "rubbish", null, NOW + 2 * SECOND), rules);
        assertEquals(80, accept(at(3, 20.5), rules).get(0).value());
    }

    @Test
    void aStepThatStaysIsNoSpike() {
        PointRules rules = limited(1, 0);
        accept(at(0, 20), rules);
        accept(at(1, 80), rules);
        List<Reading> stayed = accept(at(2, 80.5), rules);
        assertEquals(1, stayed.size());
        assertEquals(Quality.GOOD, stayed.get(0).quality());
    }

    @Test
    void whatStaysTheSameForTooLongIsFlat() {
        PointRules rules = limited(Double.NaN, 10 * SECOND);
        accept(at(0, 20), rules);
        assertEquals(Quality.GOOD, accept(at(10, 20), rules).get(0).quality());
        assertEquals(Quality.of(Quality.FLAT), accept(at(11, 20), rules).get(0).quality());
        assertEquals(Quality.GOOD, accept(at(12, 20.1), rules).get(0).quality());
    }

    @Test
    void backFilledIsFlagged() {
        assertEquals(Quality.of(Quality.BACK_FILLED), accept(new Sample(null, 1, null, NOW, Sample.BACK_FILLED), rules("1")).get(0).quality());
    }

    @Test
    void whatTheSourceDoubtsIsUncertain() {
        assertEquals(Quality.of(Quality.DOUBTED), accept(new Sample(null, 1, null, NOW, Sample.DOUBTED), rules("1")).get(0).quality());
        assertEquals(Quality.of(Quality.ARRIVAL_TIME), accept(new Sample(null, 2, null, NOW + 1, Sample.ARRIVAL_TIME), rules("1")).get(0).quality());
    }

    /** Redelivery of up to ten minutes at one reading a minute, in any order: each reading is let through once. */
    @Property(seed = "20250117")
    void redeliveryWithinTheWindowChangesNothing(@ForAll @Size(min = 1, max = 200) List<@IntRange(max = 30) Integer> minutes) {
        Normaliser fresh = new Normaliser(UNITS, new Tally());
        Map<Long, Double> kept = new HashMap<>();
        int accepted = 0;
        for (int minute : minutes) {
            long time = NOW - minute * 60 * SECOND;
            List<Reading> out = new ArrayList<>();
            boolean taken = fresh.accept(rules("1"), new Sample(null, minute, null, time), NOW, BELIEVED, out);
            assertEquals(kept.put(time, (double) minute) == null, taken);
            accepted += out.size();
        }
        assertEquals(kept.size(), accepted);
    }

    @Property(seed = "20250117")
    void valuesAreNaNOnlyWhenBad(@ForAll double value, @ForAll boolean text) {
        Reading reading = new Object() {
            Reading of(Object raw) {
                List<Reading> out = new ArrayList<>();
                new Normaliser(UNITS, new Tally()).accept(rules("Cel"), new Sample(null, raw, null, NOW), NOW, BELIEVED, out);
                return out.get(0);
            }
        }.of(text ? (Object) Double.toString(value) : (Object) value);
        assertEquals(!Double.isFinite(value), Double.isNaN(reading.value()));
        assertEquals(!Double.isFinite(value), Quality.level(reading.quality()) == Quality.BAD);
    }

    @Test
    void aSourceThatNamesEverNewUnitsMakesNothingGrow() {
        for (int i = 0; i < 1000; i++) {
            assertFalse(accept(new Sample(null, i, "unit" + i, NOW + i), rules("Cel")).isEmpty());
        }
        assertEquals(1000, tally.of(Reason.UNIT_UNKNOWN));
    }

    private static Sample at(int second, double value) {
        return new Sample(null, value, null, NOW + second * SECOND);
    }

    private double value(Object raw) {
        return one(raw, rules("1")).value();
    }

    private Reading one(Object raw, PointRules rules) {
        List<Reading> out = new ArrayList<>();
        new Normaliser(UNITS, tally).accept(rules, new Sample((Binding) null, raw, null, NOW), NOW, BELIEVED, out);
        return out.get(0);
    }

    private List<Reading> accept(Sample sample, PointRules rules) {
        List<Reading> out = new ArrayList<>();
        normaliser.accept(rules, sample, NOW, sample.epochNanos() == Sample.NO_TIME || sample.epochNanos() < NOW + 60 * SECOND && sample.epochNanos() > NOW + 5 * SECOND ? Long.MAX_VALUE : BELIEVED, out);
        return out;
    }

    private static PointRules limited(double rate, long flatAfter) {
        return new PointRules(point("1"), unit("1"), unit("1"), Affine.IDENTITY, Affine.IDENTITY, Map.of(), Double.NaN, Double.NaN, rate, flatAfter);
    }

    private static PointRules rules(String unit) {
        return rules(unit, Map.of());
    }

    private static PointRules rules(String unit, Map<String, Double> states) {
        return new PointRules(point(unit), unit(unit), unit(unit), Affine.IDENTITY, Affine.IDENTITY, states, Double.NaN, Double.NaN, Double.NaN, 0);
    }

    private static Point point(String unit) {
        return new Point(0, "p", "a", "f", "q", unit, false);
    }

    private static CodedUnit unit(String code) {
        return UNITS.code(code).orElseThrow();
    }
}
