package io.gemello.adapter.derived;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a formula can compute: its roles, the unit of what comes out, and how much of its inputs it needs. */
enum Function {
    DEW_POINT("dew-point", Unit.CELSIUS, 1, in -> DewPoint.celsius(in.one(0), in.one(1)), Role.one("temperature", Unit.CELSIUS), Role.one("humidity", Unit.PERCENT)),
    RCI_HIGH("rci-high", Unit.PERCENT, Share.MOST, in -> AirSide.rciHigh(in.inletClass(), in.all(0)), Role.many("inlet", Unit.CELSIUS)),
    RCI_LOW("rci-low", Unit.PERCENT, Share.MOST, in -> AirSide.rciLow(in.inletClass(), in.all(0)), Role.many("inlet", Unit.CELSIUS)),
    RTI("rti", Unit.PERCENT, Share.MOST, RackAir::rti, RackAir.indexRoles()),
    SHI("shi", Unit.PLAIN, Share.MOST, RackAir::shi, RackAir.heatRoles()),
    RHI("rhi", Unit.PLAIN, Share.MOST, in -> 1 - RackAir.shi(in), RackAir.heatRoles()),
    PUE("instantaneous-pue", Unit.PLAIN, 1, in -> quotient(in.sum(0), in.sum(1)), Role.many("total", null), Role.many("it", null)),
    SUM("sum", Unit.AS_INPUTS, 1, in -> in.sum(0), Role.many("of", null)),
    MEAN("mean", Unit.AS_INPUTS, Share.MOST, in -> in.mean(0), Role.many("of", null)),
    MIN("min", Unit.AS_INPUTS, Share.MOST, in -> Arrays.stream(in.all(0)).min().orElse(Double.NaN), Role.many("of", null)),
    MAX("max", Unit.AS_INPUTS, Share.MOST, in -> Arrays.stream(in.all(0)).max().orElse(Double.NaN), Role.many("of", null)),
    COUNT("count", Unit.PLAIN, 0, in -> in.roles().get(0).size(), Role.many("of", null)),
    DIFFERENCE("difference", Unit.AS_INPUTS, 1, in -> in.one(0) - in.one(1), Role.one("of", null), Role.one("less", null)),
    RATIO("ratio", Unit.PLAIN, 1, in -> quotient(in.one(0), in.one(1)), Role.one("of", null), Role.one("by", null)),
    PRODUCT("product", Unit.ANY, 1, in -> in.one(0) * in.one(1), Role.one("of", null), Role.one("by", null));

    /** Of the result; UCUM codes, or a word of ours. */
    private interface Unit {
        String CELSIUS = "Cel";
        String PERCENT = "%";
        String PLAIN = "1";
        String AS_INPUTS = "as its inputs";
        String ANY = "any";
    }

    private interface Share {
        /** A key figure of a row with a dead probe is still worth something; of half a row it would mislead. */
        double MOST = 0.8;
    }

    final String word;
    final List<Role> roles;
    /** Share of the points of each role that must be usable, unless the formula says otherwise. */
    final double atLeast;
    private final String unit;
    private final ToDoubleFunction<Inputs> computation;

    Function(String word, String unit, double atLeast, ToDoubleFunction<Inputs> computation, Role... roles) {
        this.word = word;
        this.unit = unit;
        this.atLeast = atLeast;
        this.computation = computation;
        this.roles = List.of(roles);
    }

    /** @return NaN or an infinity where the function has no value */
    double of(Inputs in) {
        return computation.applyAsDouble(in);
    }

    boolean hasClass() {
        return this == RCI_HIGH || this == RCI_LOW;
    }

    /** Whether values of several roles are set against each other as they are. */
    boolean comparesRoles() {
        return this == PUE || this == DIFFERENCE;
    }

    /** Counting needs no common unit. */
    boolean minglesUnits() {
        return this == COUNT;
    }

    /** The unit that the derived point must have. @param inputs that of the first role @return null for any */
    String unitOf(String inputs) {
        return switch (unit) {
            case Unit.ANY -> null;
            // A difference of temperatures is no temperature.
            case Unit.AS_INPUTS -> this == DIFFERENCE && inputs.equals(Unit.CELSIUS) ? "K" : inputs;
            default -> unit;
        };
    }

    static Function of(String word) {
        return Arrays.stream(values()).filter(known -> known.word.equals(word)).findFirst().orElseThrow(() -> new IllegalArgumentException(
            "'" + word + "' is no function; there are " + Arrays.stream(values()).map(known -> known.word).collect(Collectors.joining(", "))));
    }

    private static double quotient(double of, double by) {
        return by == 0 ? Double.NaN : of / by;
    }
}
