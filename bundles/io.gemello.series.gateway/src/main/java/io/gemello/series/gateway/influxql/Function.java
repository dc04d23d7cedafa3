package io.gemello.series.gateway.influxql;

import java.util.Locale;
import java.util.Set;

/** What may be calculated of a field. */
enum Function {
    COUNT, SUM, MEAN, MIN(true), MAX(true), FIRST(true), LAST(true), SPREAD, MEDIAN, STDDEV;

    /** What InfluxDB has beyond these. */
    private static final Set<String> OTHERS = Set.of("distinct", "integral", "mode", "bottom", "percentile", "sample", "top", "abs", "acos", "asin", "atan", "atan2", "ceil", "cos", "cumulative_sum", "derivative", "difference",
        "elapsed", "exp", "floor", "histogram", "ln", "log", "log2", "log10", "moving_average", "non_negative_derivative", "non_negative_difference", "pow", "round", "sin", "sqrt", "tan", "holt_winters",
        "holt_winters_with_fit", "chande_momentum_oscillator", "exponential_moving_average", "double_exponential_moving_average", "kaufmans_efficiency_ratio", "kaufmans_adaptive_moving_average",
        "triple_exponential_moving_average", "triple_exponential_derivative", "relative_strength_index");

    private final boolean selector;

    Function() {
        this(false);
    }

    Function(boolean selector) {
        this.selector = selector;
    }

    /** Whether it chooses one of the points, whose time and other fields then may be shown. */
    boolean selector() {
        return selector;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Function of(String word) {
        for (Function one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        if (OTHERS.contains(word)) {
            throw QueryProblem.outside(word + "()");
        }
        throw QueryProblem.parsing("undefined function " + word + "()");
    }
}
