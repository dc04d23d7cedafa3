package io.gemello.bim;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: four significant digits, no exponent. */
final class Amount {
    private static final MathContext DIGITS = new MathContext(4);

    private Amount() {}

    static String of(double value) {
        if (!Double.isFinite(value)) {
            return "no value";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded).toPlainString();
    }

    /** With its unit as people read it. */
    static String of(double value, String unit) {
        return of(value) + switch (unit) {
            case "1" -> "";
            case "Cel" -> " °C";
            default -> " " + unit;
        };
    }
}
