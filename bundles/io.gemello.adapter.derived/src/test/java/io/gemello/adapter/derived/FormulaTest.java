package io.gemello.adapter.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The notation, and what is said of what does not fit it. */
class FormulaTest {
    private final TrialSite site = new TrialSite().asset("hall", "hall", null, null).asset("row-1", "row", "hall", null)
        .asset("rack-1", "rack", "hall", "row-1").asset("rack-2", "rack", "hall", "row-1").asset("rack-3", "rack", "hall", null).asset("server", "server", "rack-1", null).asset("unit", "cooling unit", "hall", null)
        .point("rack-1", "inlet-top", "Cel").point("rack-1", "inlet-low", "Cel").point("rack-1", "outlet", "Cel").point("rack-1", "humidity", "%").point("rack-1", "power", "kW")
        .point("rack-2", "inlet-top", "Cel").point("rack-2", "power", "W").point("rack-3", "inlet-top", "Cel").point("server", "inlet-top", "Cel").point("unit", "supply", "Cel");

    private String fault(String unit, String formula) {
        site.derived("kpi", "hall", unit, formula);
        return String.join("\n", new Bench(site).faults());
    }

    private String selected(String selection) {
        return String.join(" ", Selection.of(selection).in(site, null).stream().map(point -> point.id()).toList());
    }

    @Test
    void criteriaAreMetByTheSubtreeByPlaceAndPart() {
        assertEquals("rack-1-inlet-top rack-2-inlet-top", selected("type=rack feature=inlet-t* in=row-1"));
        assertEquals("rack-1-inlet-top rack-1-inlet-low rack-2-inlet-top server-inlet-top", selected("in=row-1 feature=inlet-*"));
        assertEquals("unit-supply", selected("type=cooling unit in=hall"), "a value may have a space");
        assertEquals("rack-1-outlet rack-3-inlet-top", selected("rack-1-outlet rack-3-inlet-top"));
    }

    @Test
    void aFormulaByPositionIsTheSameByName() {
        assertEquals(Formula.of("dew-point(rack-1-inlet-top; rack-1-humidity)"), Formula.of(" dew-point( humidity: rack-1-humidity; temperature: rack-1-inlet-top )"));
        assertEquals(0.5, Formula.of("mean(a b; at-least: 50 %)").atLeast());
        assertEquals(0.8, Formula.of("mean(a b)").atLeast());
        assertEquals(InletClass.A3, Formula.of("rci-low(A3; type=rack)").inletClass());
    }

    @Test
    void whatFitsHasNoFault() {
        assertEquals("", fault("Cel", "dew-point(rack-1-inlet-top; rack-1-humidity)"));
        assertEquals("", fault("%", "rci-high(A2; type=rack feature=inlet-*)"));
        assertEquals("", fault("K", "difference(rack-1-outlet; rack-1-inlet-top)"));
        assertEquals("", fault("kW", "product(rack-1-power; rack-2-power; scale: 0.1)"));
        assertEquals("", fault("1", "count(in=hall)"));
    }

    @Test
    void faultsSayWhatThereIsInstead() {
        assertTrue(fault("1", "total(a)").contains("'total' is no function; there are dew-point, rci-high"));
        assertTrue(fault("1", "sum a b").contains("is no formula: it is function(part; part; …)"));
        assertTrue(fault("kW", "sum(rack-9-power)").contains("'rack-9-power' is no point of this site"));
        assertTrue(fault("kW", "sum(kind=rack)").contains("'kind=' selects nothing; there are in=, type=, asset=, feature=, quantity="));
        assertTrue(fault("kW", "sum(rack-1-power type=rack)").contains("mixes ids of points with criteria"));
        assertTrue(fault("kW", "sum(type=rack feature=flow)").contains("no point meets"));
        assertTrue(fault("kW", "sum(in=attic)").contains("in=attic: that is no asset"));
        assertTrue(fault("kW", "sum(rack-1-power; rack-2-power)").contains("sum has no place for 'rack-2-power'"));
        assertTrue(fault("kW", "sum(of: a; of: b)").contains("'of' is given twice"));
        assertTrue(fault("kW", "sum(of: a; less: b)").contains("sum has no 'less:'; there are of, and at-least, scale"));
        assertTrue(fault("kW", "sum()").contains("a part of sum(…) is empty"));
        assertTrue(fault("Cel", "dew-point(rack-1-inlet-top)").contains("dew-point needs 'humidity:'"));
        assertTrue(fault("%", "rci-high(type=rack feature=inlet-*)").contains("is no class of inlet air; there are A1, A2, A3, A4"));
        assertTrue(fault("Cel", "mean(in=hall feature=inlet-*; at-least: 120 %)").contains("'120 %' is no share"));
        assertTrue(fault("Cel", "mean(in=hall feature=inlet-*; scale: two)").contains("scale: 'two' is no number"));
    }

    @Test
    void unitsThatDoNotFitAreRefused() {
        assertTrue(fault("kW", "sum(type=rack feature=power)").contains("rack-2-power is in W, not in kW as rack-1-power"));
        assertTrue(fault("1", "instantaneous-pue(rack-1-power; rack-2-power)").contains("sets kW against W"));
        assertTrue(fault("Cel", "dew-point(rack-1-humidity; rack-1-humidity)").contains("rack-1-humidity is in %, not in Cel"));
        assertTrue(fault("W", "sum(rack-1-power)").contains("sum gives kW, the point is in W"));
        assertTrue(fault("Cel", "difference(rack-1-outlet; rack-1-inlet-top)").contains("difference gives K"));
        assertTrue(fault("Cel", "difference(feature=outlet; feature=inlet-*)").contains("less: is one point"));
    }

    @Test
    void aRackWithoutItsCounterpartIsNamed() {
        assertTrue(fault("1", "shi(inlet: type=rack feature=inlet-*; outlet: type=rack feature=outlet; supply: unit-supply)").contains("rack-2 has inlet but no outlet"));
    }

    @Test
    void aCircleIsRefusedAndTheRestGoesOn() {
        site.derived("a", "hall", "kW", "sum(b rack-1-power)").derived("b", "hall", "kW", "sum(c)").derived("c", "hall", "kW", "sum(a)").derived("d", "hall", "kW", "sum(rack-1-power)").derived("self", "hall", "kW", "sum(self)");
        Bench bench = new Bench(site);
        assertEquals(4, bench.faults().size(), bench.faults().toString());
        assertTrue(bench.faults().contains("a: its formula leads back to itself: a → b → c → a"), bench.faults().toString());
        assertTrue(bench.faults().contains("self: its formula leads back to itself: self → self"), bench.faults().toString());
        assertEquals(4, bench.read("rack-1-power", 1, 4).value("d"));
    }

    @Test
    void whatLooksAtAFaultyFormulaIsFaultyToo() {
        site.derived("top", "hall", "kW", "sum(middle)").derived("middle", "hall", "kW", "sum(wrong)").derived("wrong", "hall", "kW", "sum(nowhere)");
        assertEquals("[middle: looks at wrong, which cannot be computed, top: looks at middle, which cannot be computed, wrong: 'nowhere' is no point of this site]", new Bench(site).faults().toString());
    }

    @Test
    void aRoleNeedsAName() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Formula.of("sum(a; )")).getMessage().contains("empty"));
    }
}
