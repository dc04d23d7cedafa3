package io.gemello.adapter.derived;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What IT equipment of a class may breathe in, °C: ASHRAE TC 9.9, 5th edition 2021. */
enum InletClass {
    A1(15, 32), A2(10, 35), A3(5, 40), A4(5, 45);

    /** Recommended for all four. */
    static final double RECOMMENDED_LOW = 18;
    static final double RECOMMENDED_HIGH = 27;

    final double allowableLow;
    final double allowableHigh;

    InletClass(double allowableLow, double allowableHigh) {
        this.allowableLow = allowableLow;
        this.allowableHigh = allowableHigh;
    }

    static InletClass of(String name) {
        return Arrays.stream(values()).filter(known -> known.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
            "'" + name + "' is no class of inlet air; there are " + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
