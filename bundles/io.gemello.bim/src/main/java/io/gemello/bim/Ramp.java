package io.gemello.bim;

import java.util.Locale;
import java.util.Map;

/** Colour ramps whose order people with every kind of colour vision see; lightness rises all the way. */
final class Ramp {
    /** Perceptually even; ends in yellow. */
    private static final int[] VIRIDIS = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
    /** From blue to yellow, looks the same to people who do not tell red from green. */
    private static final int[] CIVIDIS = {0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838};
    static final Map<String, Ramp> BY_NAME = Map.of("viridis", new Ramp(VIRIDIS), "cividis", new Ramp(CIVIDIS));
    private final int[] stops;

    private Ramp(int[] stops) {
        this.stops = stops;
    }

    /** @param share 0 at the low end, 1 at the high one; beyond them the ends' colours */
    String at(double share) {
        double place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
        int low = Math.min((int) place, stops.length - 2);
        double part = place - low;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = stops[low] >> shift & 255;
            int to = stops[low + 1] >> shift & 255;
            rgb |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return String.format(Locale.ROOT, "#%06X", rgb);
    }
}
