package io.gemello.api.bim;

import java.util.List;

/**
 * A way to colour elements: by alert, or by a parameter's value.
 *
 * @param name {@code alert}, or the metric's; stands in addresses
 * @param title for people
 * @param unit UCUM code of the legend's numbers; null for {@code alert}
 * @param legend what each colour means, the most urgent or the highest first
 */
public record ColourScheme(String name, String title, String unit, List<Key> legend) {
    /**
     * One entry of a legend.
     *
     * @param key e.g. {@code critical}, {@code stale}; of a ramp's tick or band its number as text
     * @param rgb {@code #RRGGBB}; null for what is not coloured
     * @param value where on a ramp it stands, in the scheme's unit; NaN for what is no number
     */
    public record Key(String key, String label, String rgb, double value) {}

    public ColourScheme {
        legend = List.copyOf(legend);
    }
}
