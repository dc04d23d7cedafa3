package io.gemello.bim;

import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ColourScheme.Key;
import io.gemello.api.bim.Shade;
import java.util.ArrayList;
import java.util.List;

/**
 * A scheme that colours by one parameter's value: on a ramp, or in bands.
 *
 * @param name of the scheme
 * @param parameter name of the shared parameter
 * @param unit its UCUM code
 * @param from value of the ramp's low end
 * @param bands lowest first; empty for a ramp
 */
record MetricColours(String name, String title, String parameter, String unit, Ramp ramp, double from, double to, List<Band> bands) {
    private static final int TICKS = 5;

    /** @param from where it begins; negative infinity for the lowest */
    record Band(double from, String label, String rgb) {}

    MetricColours {
        bands = List.copyOf(bands);
    }

    /** @param reason what the value is, for people */
    Shade shade(double value, String reason) {
        if (bands.isEmpty()) {
            return new Shade("value", ramp.at((value - from) / (to - from)), reason);
        }
        int number = 0;
        while (number < bands.size() - 1 && value >= bands.get(number + 1).from()) {
            number++;
        }
        return new Shade(Integer.toString(number), bands.get(number).rgb(), reason + ", " + bands.get(number).label());
    }

    ColourScheme scheme(AlertColours grey) {
        List<Key> legend = new ArrayList<>();
        if (bands.isEmpty()) {
            for (int i = TICKS - 1; i >= 0; i--) {
                double share = i / (TICKS - 1.0);
                double value = from + share * (to - from);
                legend.add(new Key(Integer.toString(i), Amount.of(value), ramp.at(share), value));
            }
        } else {
            for (int i = bands.size() - 1; i >= 0; i--) {
                // The lowest holds for all that is below the next: it begins nowhere.
                legend.add(new Key(Integer.toString(i), bands.get(i).label(), bands.get(i).rgb(), i == 0 ? Double.NEGATIVE_INFINITY : bands.get(i).from()));
            }
        }
        legend.add(new Key(AlertColours.STALE, "stale: no fresh value", grey.rgb().get(AlertColours.STALE), Double.NaN));
        legend.add(new Key(AlertColours.UNKNOWN, "unknown: no usable value", grey.rgb().get(AlertColours.UNKNOWN), Double.NaN));
        return new ColourScheme(name, title, unit, legend);
    }
}
