package io.gemello.core.discovery;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A quantity of the field, and by which words it is told.
 *
 * @param unit UCUM code of values that name none
 * @param converted whether readings in other units become this one
 * @param low and high: usual values in {@code unit}
 * @param mistaken codes of units that values may be in where they look unusual
 * @param exact spellings that fit as they stand, with the unit that they say, or empty text
 * @param words parts of names @param weak the same, believed only where nothing else fits
 */
record Quantity(String name, String unit, boolean converted, double low, double high, List<String> mistaken, Map<String, String> exact, Set<String> words, Set<String> weak) {
    boolean usual(double value) {
        return value >= low && value <= high;
    }
}
