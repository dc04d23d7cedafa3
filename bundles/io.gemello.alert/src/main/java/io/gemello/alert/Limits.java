package io.gemello.alert;

import io.gemello.api.alert.RuleCheck.Level;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Limits with a deadband: a level that holds is over only when the value has come back by the deadband. One number of memory for each. */
final class Limits {
    /** The most severe first; of two equally severe ones the upper. */
    private static final List<String> NAMES = List.of("hihi", "lolo", "hi", "lo");
    private final List<Level> levels = new ArrayList<>();
    private final double deadband;

    /** @param options {@code limits} and {@code deadband} */
    Limits(Map<String, Object> options) {
        Map<String, Object> given = RuleOptions.map("limits", options.get("limits"));
        for (String name : given.keySet()) {
            if (!NAMES.contains(name)) {
                throw new RuleFault("limits." + name, "is no limit; there are hihi, hi, lo and lolo");
            }
        }
        for (String name : NAMES) {
            // An exception takes a limit away by null.
            if (given.get(name) != null) {
                levels.add(new Level(name, RuleOptions.number("limits." + name, given.get(name))));
            }
        }
        if (levels.isEmpty()) {
            throw new RuleFault("limits", "names no limit; give one of hihi, hi, lo, lolo");
        }
        deadband = RuleOptions.number(options, "deadband", 0);
        if (deadband < 0) {
            throw new RuleFault("deadband", "must not be negative");
        }
        double room = lowestUpper() - highestLower();
        if (deadband >= room && room > 0) {
            throw new RuleFault("deadband", "is " + deadband + ", but between the upper and the lower limit there is only " + room + ": what holds could never be over; make it smaller");
        }
        ordered("lolo", "lo");
        ordered("lo", "hi");
        ordered("lolo", "hi");
        ordered("lo", "hihi");
        ordered("lolo", "hihi");
        ordered("hi", "hihi");
    }

    private void ordered(String lower, String upper) {
        double below = of(lower);
        double above = of(upper);
        if (below >= above) {
            throw new RuleFault("limits." + upper, "is " + above + ", it must be over " + lower + ", which is " + below);
        }
    }

    private double lowestUpper() {
        return levels.stream().filter(level -> level.name().startsWith("hi")).mapToDouble(Level::limit).min().orElse(Double.POSITIVE_INFINITY);
    }

    private double highestLower() {
        return levels.stream().filter(level -> level.name().startsWith("lo")).mapToDouble(Level::limit).max().orElse(Double.NEGATIVE_INFINITY);
    }

    private double of(String name) {
        return levels.stream().filter(level -> level.name().equals(name)).mapToDouble(Level::limit).findFirst().orElse(Double.NaN);
    }

    List<Level> levels() {
        return List.copyOf(levels);
    }

    int memory() {
        return levels.size();
    }

    /** @param memory 1 where the level held before */
    int judge(double value, double[] memory) {
        int held = 0;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            double back = memory[i] == 1 ? deadband : 0;
            boolean upper = level.name().startsWith("hi");
            boolean holds = upper ? value > level.limit() - back : value < level.limit() + back;
            memory[i] = holds ? 1 : 0;
            held |= holds ? 1 << i : 0;
        }
        return held;
    }
}
