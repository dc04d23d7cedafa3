package io.gemello.core.normalise;

import java.util.Map;

/** A point's state table: texts become its numbers, numbers must be among them; everything else is NaN, never 0. */
final class StateTexts {
    private StateTexts() {}

    static double number(Map<String, Double> states, Object raw) {
        if (raw instanceof Boolean flag) {
            Double named = states.get(flag.toString());
            return named != null ? named : known(states, flag ? 1 : 0);
        }
        if (raw instanceof Number number) {
            return known(states, number.doubleValue());
        }
        String text = raw.toString().strip();
        Double state = states.get(text);
        return state != null ? state : known(states, NumberText.parse(text));
    }

    private static double known(Map<String, Double> states, double number) {
        for (double state : states.values()) {
            if (state == number) {
                return number;
            }
        }
        return Double.NaN;
    }
}
