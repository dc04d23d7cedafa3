package io.gemello.adapter.simulator;

import java.util.Locale;

/** The unit in which a device says a value, and how finely. */
enum Spoken {
    CELSIUS("Cel", 1, 0, 2), FAHRENHEIT("[degF]", 1.8, 32, 1), KILOWATT("kW", 1, 0, 3), WATT("W", 1000, 0, 0), PASCAL("Pa", 1, 0, 1), KILOPASCAL("kPa", 0.001, 0, 5),
    PERCENT("%", 1, 0, 1), TURNS("/min", 1, 0, 0), VOLT("V", 1, 0, 1), AMPERE("A", 1, 0, 2), CUBIC_METRE_PER_SECOND("m3/s", 1, 0, 3), PLAIN("1", 1, 0, 2);

    private final String ucum;
    private final double slope;
    private final double offset;
    private final int decimals;

    /** @param slope from the site's unit of the same quantity: Cel, kW, Pa, %, /min, V, A, m3/s or 1 */
    Spoken(String ucum, double slope, double offset, int decimals) {
        this.ucum = ucum;
        this.slope = slope;
        this.offset = offset;
        this.decimals = decimals;
    }

    String ucum() {
        return ucum;
    }

    /** A JSON number. @param value in the site's unit */
    String say(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value * slope + offset);
    }

    /** What a device says whose unit somebody got wrong; itself where there is nothing to mix up. */
    Spoken mistaken() {
        return switch (this) {
            case CELSIUS -> FAHRENHEIT;
            case FAHRENHEIT -> CELSIUS;
            case KILOWATT -> WATT;
            case WATT -> KILOWATT;
            case PASCAL -> KILOPASCAL;
            case KILOPASCAL -> PASCAL;
            default -> this;
        };
    }
}
