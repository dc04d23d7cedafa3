package io.gemello.alert;

import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleOptions;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A check whose levels hold only while another point is in one of some states: the air that a unit supplies says nothing while the unit
 * is off. What it remembers begins anew afterwards. Where the other point's state is not known, it is as if it were one of them.
 */
record WhileCheck(RuleCheck check, Point other, Set<Double> states, List<Point> others) implements RuleCheck {
    /** @param given as the rule has it: {@code {"feature": NAME, "is": STATE}}; null for none */
    static RuleCheck around(RuleCheck check, Object given, RuleSetting setting, Catalogue catalogue) {
        if (given == null) {
            return check;
        }
        Map<String, Object> named = new HashMap<>(RuleOptions.map("while", given));
        Object is = named.remove("is");
        Point other = OtherPoint.of("while", named, setting);
        List<Point> others = new ArrayList<>(check.others());
        if (!others.contains(other) && !other.equals(setting.point())) {
            others.add(other);
        }
        return new WhileCheck(check, other, States.of("while.is", is, other, catalogue.detail(other.id())), List.copyOf(others));
    }

    @Override
    public List<Level> levels() {
        return check.levels();
    }

    @Override
    public int memory() {
        return check.memory();
    }

    @Override
    public Verdict judge(RuleMoment moment, double[] memory) {
        boolean foreign = moment.fresh() != null && moment.fresh().point().equals(other) && others.contains(other) && !check.others().contains(other);
        Verdict verdict = check.judge(foreign ? new Silent(moment) : moment, memory);
        Reading state = moment.latest(other);
        if (state == null || states.contains(state.value())) {
            return verdict;
        }
        Arrays.fill(memory, 0);
        return Verdict.of(0, verdict.value());
    }

    /** The check within does not know the other point, and takes what is fresh for a reading of its own. */
    private record Silent(RuleMoment moment) implements RuleMoment {
        @Override
        public long now() {
            return moment.now();
        }

        @Override
        public Reading fresh() {
            return null;
        }

        @Override
        public Reading latest(Point point) {
            return moment.latest(point);
        }

        @Override
        public long heard(Point point) {
            return moment.heard(point);
        }

        @Override
        public long listening() {
            return moment.listening();
        }
    }
}
