package io.gemello.adapter.derived;

import io.gemello.adapter.derived.Inputs.Value;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A point and the formula that is its address, with everything looked up. Used by the loop's thread. */
final class DerivedPoint {
    /** 0.28 times 25 is a little more than 7. */
    private static final double ROUNDING = 1e-6;
    /** One input. */
    record Input(Point point, Slot slot) {
        boolean usable(long now, long end) {
            return slot.time() < end && slot.usable(now);
        }
    }

    /** What a look at the inputs came to. */
    enum Outcome {
        NOTHING_NEW("nothing-new"), VALUE("value"),
        /** Too few of the inputs were usable. */
        INCOMPLETE("incomplete"),
        /** A quotient without meaning. */
        UNDEFINED("undefined");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final int TRAVELS_AS_FLAG = Quality.BACK_FILLED | Quality.ARRIVAL_TIME;

    private final Point point;
    private final Formula formula;
    private final Binding to;
    private final Slot own;
    private final List<Role> roles = new ArrayList<>();
    private final List<List<Input>> inputs = new ArrayList<>();
    private Sample sample;

    /** @param inputs by role, in the function's order, empty where a role is not given */
    DerivedPoint(Point point, Formula formula, Binding to, Slot own, Map<Role, List<Input>> inputs) {
        this.point = point;
        this.formula = formula;
        this.to = to;
        this.own = own;
        inputs.forEach((role, of) -> {
            roles.add(role);
            this.inputs.add(List.copyOf(of));
        });
    }

    Point point() {
        return point;
    }

    List<Input> inputs() {
        return inputs.stream().flatMap(List::stream).toList();
    }

    /** The last {@link Outcome#VALUE}. */
    Sample sample() {
        return sample;
    }

    /**
     * Computes if an input is newer than what was computed last.
     *
     * @param end source times from here on are not looked at
     * @param late whether this is made up for later
     */
    Outcome evaluate(long end, boolean late) {
        long now = newest(end);
        if (now == Slot.NEVER || now <= own.time()) {
            return Outcome.NOTHING_NEW;
        }
        Set<String> incomplete = incompleteAssets(now, end);
        List<List<Value>> values = new ArrayList<>();
        int reasons = 0;
        boolean missing = false;
        for (int role = 0; role < roles.size(); role++) {
            List<Input> all = inputs.get(role);
            List<Value> usable = new ArrayList<>(all.size());
            for (Input input : all) {
                if (input.usable(now, end) && !(roles.get(role).group() != null && incomplete.contains(input.point.asset()))) {
                    usable.add(new Value(input.point.asset(), input.slot.value()));
                    reasons |= input.slot.quality();
                }
            }
            missing |= usable.size() < all.size();
            if (usable.size() + ROUNDING < formula.atLeast() * all.size() || usable.isEmpty() && !all.isEmpty() && formula.function() != Function.COUNT) {
                own.compute(now, Double.NaN, Quality.BAD);
                return Outcome.INCOMPLETE;
            }
            values.add(usable);
        }
        double value = formula.function().of(new Inputs(formula.inletClass(), values)) * (Double.isNaN(formula.scale()) ? 1 : formula.scale());
        if (!Double.isFinite(value)) {
            own.compute(now, Double.NaN, Quality.BAD);
            return Outcome.UNDEFINED;
        }
        int flags = flags(reasons, missing) | (late ? Sample.BACK_FILLED : 0);
        own.compute(now, value, quality(flags));
        sample = new Sample(to, value, null, now, flags);
        return Outcome.VALUE;
    }

    private long newest(long end) {
        long newest = Slot.NEVER;
        for (List<Input> role : inputs) {
            for (Input input : role) {
                if (input.slot.time() < end) {
                    newest = Math.max(newest, input.slot.time());
                }
            }
        }
        return newest;
    }

    private static int flags(int reasons, boolean missing) {
        return (Quality.has(reasons, Quality.BACK_FILLED) ? Sample.BACK_FILLED : 0) | (Quality.has(reasons, Quality.ARRIVAL_TIME) ? Sample.ARRIVAL_TIME : 0)
            | (missing || (reasons & ~3 & ~TRAVELS_AS_FLAG) != 0 ? Sample.DOUBTED : 0);
    }

    /** As the core will judge a sample with these flags. */
    private static int quality(int flags) {
        return Quality.of(((flags & Sample.BACK_FILLED) == 0 ? 0 : Quality.BACK_FILLED) | ((flags & Sample.ARRIVAL_TIME) == 0 ? 0 : Quality.ARRIVAL_TIME)
            | ((flags & Sample.DOUBTED) == 0 ? 0 : Quality.DOUBTED));
    }

    /** Assets that lack a usable value in a role where they belong together. */
    private Set<String> incompleteAssets(long now, long end) {
        Set<String> incomplete = new HashSet<>();
        for (int role = 0; role < roles.size(); role++) {
            if (roles.get(role).group() != null && !inputs.get(role).isEmpty()) {
                Set<String> complete = new HashSet<>();
                for (Input input : inputs.get(role)) {
                    if (input.usable(now, end)) {
                        complete.add(input.point.asset());
                    }
                }
                for (Input input : inputs.get(role)) {
                    if (!complete.contains(input.point.asset())) {
                        incomplete.add(input.point.asset());
                    }
                }
            }
        }
        return incomplete;
    }

    /** The clock was set back. */
    void giveWay() {
        own.compute(Slot.NEVER, Double.NaN, Quality.BAD);
    }
}
