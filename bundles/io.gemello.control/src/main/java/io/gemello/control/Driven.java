package io.gemello.control;

import io.gemello.api.control.Actuator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * An actuator and how it is told something.
 *
 * @param payload with {@code {value}}
 * @param speaks whether its point says regularly what it was told; where it does not, an acknowledgement is all that can be had
 */
record Driven(Actuator actuator, String topic, String payload, boolean speaks) {
    /** Finer than any actuator is; and rounding errors of steps do not show. */
    private static final int DECIMALS = 3;

    String point() {
        return actuator.point().id();
    }

    byte[] payload(double value) {
        return payload.replace("{value}", text(value)).getBytes(StandardCharsets.UTF_8);
    }

    static String text(double value) {
        BigDecimal rounded = exactly(value).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** As the actuator hears it. */
    static double rounded(double value) {
        return exactly(value).doubleValue();
    }

    private static BigDecimal exactly(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    double cut(double value) {
        return Math.max(actuator.min(), Math.min(actuator.max(), value));
    }
}
