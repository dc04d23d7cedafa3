package io.gemello.adapter.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Values that were computed elsewhere. */
class GoldenValuesTest {
    private static final double[] INLETS = {17, 19, 22, 26, 28, 30};
    private static final double[] FLOWS = {0.9, 1, 1.1};
    private static final double[] IN = {20, 21, 23};
    private static final double[] OUT = {32, 33, 36};

    @Test
    void dewPointsAfterMagnus() {
        assertEquals(18.575, DewPoint.celsius(27, 60), 5e-4);
        assertEquals(11.337, DewPoint.celsius(24, 45), 5e-4);
        assertEquals(15.694, DewPoint.celsius(27, 50), 5e-4);
        assertEquals(-16.819, DewPoint.celsius(18, 8), 5e-4);
        assertEquals(28.115, DewPoint.celsius(32, 80), 5e-4);
        assertEquals(21, DewPoint.celsius(21, 100), 1e-9);
        assertTrue(Double.isNaN(DewPoint.celsius(21, 0)));
    }

    @Test
    void rackCoolingIndices() {
        assertEquals(86.667, AirSide.rciHigh(InletClass.A1, INLETS), 5e-4);
        assertEquals(94.444, AirSide.rciLow(InletClass.A1, INLETS), 5e-4);
        assertEquals(91.667, AirSide.rciHigh(InletClass.A2, INLETS), 5e-4);
        assertEquals(97.917, AirSide.rciLow(InletClass.A2, INLETS), 5e-4);
    }

    @Test
    void aColdInletDoesNotMakeUpForAHotOne() {
        assertEquals(AirSide.rciHigh(InletClass.A2, 29, 27), AirSide.rciHigh(InletClass.A2, 29, 12), 0);
        assertEquals(AirSide.rciLow(InletClass.A2, 12, 18), AirSide.rciLow(InletClass.A2, 12, 34), 0);
    }

    @Test
    void anUnknownClassIsNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> InletClass.of("H1")).getMessage().contains("A1, A2, A3, A4"));
    }

    @Test
    void returnTemperatureIndex() {
        assertEquals(116.67, AirSide.rti(32, 18, 12), 5e-3);
        assertTrue(Double.isNaN(AirSide.rti(32, 18, 0)), "equipment that does not warm the air has none");
    }

    @Test
    void supplyHeatIndexAndItsComplement() {
        double shi = AirSide.shi(FLOWS, IN, OUT, 18);
        assertEquals(0.217300, shi, 5e-7);
        assertTrue(Double.isNaN(AirSide.shi(FLOWS, IN, IN, 21)), "air that takes up nothing has none");
        assertTrue(Double.isNaN(AirSide.shi(new double[3], IN, OUT, 18)), "air that stands still has none");
    }
}
