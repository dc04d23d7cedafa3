package io.gemello.adapter.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.Sample;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a formula is computed, from what, and what its result is worth. */
class EvaluationTest {
    private final TrialSite site = new TrialSite();

    private Bench racks(int count, String formula) {
        for (int rack = 0; rack < count; rack++) {
            site.asset("rack-" + rack, "rack", null, null).point("rack-" + rack, "power", "kW");
        }
        return new Bench(site.derived("kpi", "hall", "kW", formula)).clock(950);
    }

    @Test
    void theResultHasTheTimeOfTheNewestInput() {
        Bench bench = racks(2, "sum(type=rack feature=power)");
        Sample sample = bench.read("rack-0-power", 999.2, 3).read("rack-1-power", 999.7, 4).close().get("kpi");
        assertEquals(7.0, sample.value());
        assertEquals(999_700_000_000L, sample.epochNanos());
        assertEquals(0, sample.flags());
    }

    @Test
    void anIntervalIsComputedWhenTheNextOneBegins() {
        Bench bench = racks(1, "sum(rack-0-power)");
        bench.read("rack-0-power", 900.1, 1).read("rack-0-power", 900.6, 2);
        assertEquals(Map.of(), bench.due());
        bench.read("rack-0-power", 901.1, 3);
        assertEquals(2.0, bench.due().get("kpi").value());
        assertEquals(3, bench.value("kpi"));
    }

    @Test
    void nothingNewInNothingOut() {
        Bench bench = racks(1, "sum(rack-0-power)");
        assertEquals(5, bench.read("rack-0-power", 900, 5).value("kpi"));
        assertEquals(Map.of(), bench.close());
        assertEquals(Map.of(), bench.read("rack-0-power", 900, 5).close(), "the same again");
        assertEquals(Map.of(), bench.read("rack-0-power", 899, 6).close(), "late");
    }

    @Test
    void aShareThatIsExactlyMetIsEnough() {
        Bench bench = racks(25, "mean(type=rack feature=power; at-least: 28 %)");
        for (int rack = 0; rack < 6; rack++) {
            bench.read("rack-" + rack + "-power", 900, 3);
        }
        assertEquals(Map.of(), bench.close());
        assertEquals(3, bench.read("rack-6-power", 901, 3).value("kpi"));
    }

    @Test
    void aSumNeedsAllOfItsPoints() {
        Bench bench = racks(3, "sum(type=rack feature=power)");
        assertEquals(Map.of(), bench.read("rack-0-power", 900, 1).read("rack-1-power", 900, 1).close(), "one was never heard");
        assertEquals(3, bench.read("rack-2-power", 901, 1).value("kpi"));
        assertEquals(Map.of(), bench.read("rack-2-power", 902, 99_999, Quality.of(Quality.RANGE)).close(), "a bad one is no zero");
    }

    @Test
    void aMeanGoesWithoutAFewAndSaysSo() {
        Bench bench = racks(5, "mean(type=rack feature=power)");
        for (int rack = 0; rack < 4; rack++) {
            bench.read("rack-" + rack + "-power", 900, 10);
        }
        Sample sample = bench.close().get("kpi");
        assertEquals(10.0, sample.value());
        assertEquals(Sample.DOUBTED, sample.flags());
        assertEquals(Map.of(), bench.read("rack-0-power", 901, Double.NaN, Quality.of(Quality.NOT_A_NUMBER)).close(), "three of five are too few");
    }

    @Test
    void aSilentPointIsNoInputAnyMore() {
        Bench bench = racks(2, "mean(type=rack feature=power; at-least: 50 %)");
        assertEquals(2, bench.read("rack-0-power", 900, 1).read("rack-1-power", 900, 3).value("kpi"));
        assertEquals(2, bench.read("rack-0-power", 930, 1).value("kpi"), "30 s are not over");
        assertEquals(1, bench.read("rack-0-power", 930.001, 1).value("kpi"));
    }

    @Test
    void noShareMakesAValueOfNothing() {
        site.point("a", "t", "Cel").point("a", "rh", "%").derived("dp", "hall", "Cel", "dew-point(a-t; a-rh; at-least: 0 %)").derived("mean", "hall", "%", "mean(a-rh; at-least: 0 %)");
        assertEquals(Map.of(), new Bench(site).clock(950).read("a-t", 900, 20).read("a-rh", 900, 50, Quality.BAD).close());
    }

    @Test
    void countTellsHowManyWereUsable() {
        Bench bench = new Bench(site.point("a", "v", "kW").point("b", "v", "Cel").derived("kpi", "hall", "1", "count(a-v b-v)")).clock(950);
        assertEquals(1, bench.read("a-v", 900, 1).value("kpi"));
        assertEquals(2, bench.read("b-v", 901, 1).value("kpi"));
        assertEquals(0, bench.read("a-v", 931.5, 1, Quality.of(Quality.RANGE)).value("kpi"));
    }

    @Test
    void doubtAndArrivalTimeAndFillingInTravel() {
        Bench bench = racks(2, "sum(type=rack feature=power)");
        bench.read("rack-0-power", 900, 1);
        assertEquals(Sample.DOUBTED, bench.read("rack-1-power", 900, 1, Quality.of(Quality.FLAT)).close().get("kpi").flags());
        assertEquals(Sample.ARRIVAL_TIME, bench.read("rack-1-power", 901, 1, Quality.of(Quality.ARRIVAL_TIME)).close().get("kpi").flags());
        assertEquals(Sample.BACK_FILLED, bench.read("rack-1-power", 902, 1, Quality.of(Quality.BACK_FILLED)).close().get("kpi").flags());
        assertEquals(Sample.DOUBTED | Sample.ARRIVAL_TIME, bench.read("rack-1-power", 903, 1, Quality.of(Quality.ARRIVAL_TIME | Quality.SPIKE)).close().get("kpi").flags());
        assertEquals(0, bench.read("rack-1-power", 904, 1).close().get("kpi").flags());
    }

    @Test
    void aDerivedPointMayStandOnDerivedOnesInAnyOrder() {
        site.derived("ratio", "hall", "1", "ratio(total; it)").derived("total", "hall", "kW", "sum(it ups-loss)").derived("it", "hall", "kW", "sum(a-power b-power)").point("a", "power", "kW").point("b", "power", "kW").point("ups", "loss", "kW");
        Map<String, Sample> due = new Bench(site).clock(950).read("a-power", 900, 40).read("b-power", 900, 60).read("ups-loss", 900, 5).close();
        assertEquals("[it, total, ratio]", due.keySet().toString());
        assertEquals(1.05, due.get("ratio").value());
    }

    @Test
    void whatADerivedPointLacksItsDependentsLack() {
        site.point("a", "power", "kW").point("b", "power", "kW").derived("it", "hall", "kW", "sum(a-power b-power)").derived("more", "hall", "kW", "sum(it a-power)");
        Bench bench = new Bench(site).clock(950).read("a-power", 900, 1).read("b-power", 900, 1);
        assertEquals(3.0, bench.close().get("more").value());
        assertEquals(Map.of(), bench.read("a-power", 901, 1).read("b-power", 901, 1, Quality.BAD).close());
    }

    @Test
    void aDerivedValueOutOfItsRangeIsNoInput() {
        site.point("a", "power", "kW").derived("it", "hall", "kW", "sum(a-power)", 0, 10).derived("more", "hall", "kW", "sum(it)");
        assertEquals("[it]", new Bench(site).clock(950).read("a-power", 900, 11).close().keySet().toString());
    }

    @Test
    void aQuotientByZeroIsNoValue() {
        site.point("a", "power", "kW").point("b", "power", "kW").derived("pue", "hall", "1", "instantaneous-pue(a-power; b-power)");
        assertEquals(Map.of(), new Bench(site).clock(950).read("a-power", 900, 11).read("b-power", 900, 0).close());
    }

    @Test
    void theRestartComputesNothingTwiceAndLosesNothing() {
        Bench bench = racks(1, "sum(rack-0-power)");
        bench.slot("kpi").seed(new Reading(site.get("kpi"), 900 * Bench.SECOND, 5, 0));
        bench.slot("rack-0-power").seed(new Reading(site.get("rack-0-power"), 902 * Bench.SECOND, 7, 0));
        assertEquals(Map.of(), bench.read("rack-0-power", 900, 5).close(), "computed before");
        assertEquals(6, bench.read("rack-0-power", 901, 6).value("kpi"), "read before, not computed");
        assertEquals(7, bench.read("rack-0-power", 902, 7).value("kpi"));
    }

    @Test
    void whatIsMadeUpForLaterSaysSo() {
        Bench bench = racks(1, "sum(rack-0-power)").clock(2000);
        assertEquals(Sample.BACK_FILLED, bench.read("rack-0-power", 1930, 1).close().get("kpi").flags());
        assertEquals(0, bench.read("rack-0-power", 1995, 1).close().get("kpi").flags());
        assertEquals(Map.of(), bench.clock(9000).read("rack-0-power", 1996, 1).close(), "longer ago than the catch-up");
    }

    @Test
    void aClockThatIsSetBackIsFollowed() {
        Bench bench = racks(1, "sum(rack-0-power)").clock(8000);
        assertEquals(1, bench.read("rack-0-power", 8000, 1).value("kpi"));
        assertEquals(2, bench.clock(5000).read("rack-0-power", 5000, 2).value("kpi"));
        assertEquals(3, bench.clock(5001).read("rack-0-power", 5001, 3).value("kpi"));
    }

    @Test
    void skewedTimesAreNotLookedAt() {
        Bench bench = racks(1, "sum(rack-0-power)");
        assertEquals(Map.of(), bench.read("rack-0-power", 4600, 1, Quality.of(Quality.SKEWED)).close());
        assertTrue(Double.isNaN(bench.value("kpi")));
    }

    @Test
    void indicesOfARowFollowItsRacksAndNeedBothProbes() {
        double[] flows = {0.9, 1, 1.1};
        double[] inlets = {20, 21, 23};
        double[] outlets = {32, 33, 36};
        for (int rack = 0; rack < 3; rack++) {
            site.asset("r" + rack, "rack", null, null).point("r" + rack, "in", "Cel").point("r" + rack, "out", "Cel").point("r" + rack, "flow", "m3/s").point("r" + rack, "power", "kW");
        }
        site.point("unit", "supply", "Cel").point("unit", "return", "Cel");
        String heat = "(inlet: feature=in; outlet: feature=out; supply: unit-supply; flow: feature=flow)";
        site.derived("shi", "row", "1", "shi" + heat).derived("rhi", "row", "1", "rhi" + heat).derived("lax", "row", "1", "shi" + heat.replace(")", "; at-least: 60 %)"))
            .derived("by-power", "row", "1", "shi" + heat.replace("flow: feature=flow", "power: feature=power")).derived("alike", "row", "1", "shi" + heat.replace("; flow: feature=flow", ""))
            .derived("rti", "row", "%", "rti(return: unit-return; supply: unit-supply; inlet: feature=in; outlet: feature=out)");
        Bench bench = new Bench(site).clock(950);
        assertEquals(List.of(), bench.faults());
        for (int rack = 0; rack < 3; rack++) {
            // The power that warms just so much air by just so many kelvin, in some unit.
            bench.read("r" + rack + "-in", 900, inlets[rack]).read("r" + rack + "-out", 900, outlets[rack]).read("r" + rack + "-flow", 900, flows[rack]).read("r" + rack + "-power", 900, flows[rack] * (outlets[rack] - inlets[rack]));
        }
        Map<String, Sample> due = bench.read("unit-supply", 900, 18).read("unit-return", 900, 32.25).close();
        assertEquals(0.217300, (double) due.get("shi").value(), 5e-7);
        assertEquals(1, (double) due.get("shi").value() + (double) due.get("rhi").value(), 0);
        assertEquals(0.217300, (double) due.get("by-power").value(), 5e-7);
        assertEquals(10.0 / 47, (double) due.get("alike").value(), 1e-12);
        assertEquals(14.25 / (37.0 / 3) * 100, (double) due.get("rti").value(), 1e-9);
        due = bench.read("r1-out", 901, 0, Quality.BAD).close();
        assertEquals("[lax]", due.keySet().toString(), "two of three racks are less than 80 %");
        assertEquals((0.9 * 2 + 1.1 * 5) / (0.9 * 14 + 1.1 * 18), (double) due.get("lax").value(), 1e-12);
        assertEquals(Sample.DOUBTED, due.get("lax").flags());
    }

    @Test
    void aCoolingUnitThatStandsStillHasNoSay() {
        for (String unit : List.of("u1", "u2")) {
            site.asset(unit, "unit", null, null).point(unit, "supply", "Cel").point(unit, "return", "Cel").point(unit, "air", "m3/s");
        }
        site.asset("r0", "rack", null, null).point("r0", "in", "Cel").point("r0", "out", "Cel")
            .derived("rti", "row", "%", "rti(return: feature=return; supply: feature=supply; air: feature=air; inlet: feature=in; outlet: feature=out)");
        Bench bench = new Bench(site).clock(950);
        assertEquals(List.of(), bench.faults());
        bench.read("r0-in", 900, 20).read("r0-out", 900, 30).read("u1-supply", 900, 18).read("u1-return", 900, 27).read("u2-supply", 900, 31).read("u2-return", 900, 31);
        assertEquals(90, (double) bench.read("u1-air", 900, 4).read("u2-air", 900, 0).close().get("rti").value(), 1e-9);
        assertEquals(90, (double) bench.read("u2-air", 901, -0.004).close().get("rti").value(), 1e-9, "noise below 0 takes nothing away");
        assertEquals(Map.of(), bench.read("u1-air", 902, 0).close(), "no air moves");
    }
}
