package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code off-normal}: a state other than those that are normal. */
final class OffNormalRule implements AlertRule {
    @Override
    public String kind() {
        return "off-normal";
    }

    @Override
    public Set<String> options() {
        return Set.of("normal");
    }

    @Override
    public RuleCheck prepare(RuleSetting setting) {
        Object given = setting.options().get("normal");
        List<?> listed = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        if (listed.isEmpty()) {
            throw new RuleFault("normal", "is missing; name the state, or a list of states, that is normal");
        }
        Map<String, Double> states = setting.detail() == null ? Map.of() : setting.detail().states();
        Set<Double> normal = new HashSet<>();
        for (Object state : listed) {
            Double number = state instanceof Number plain ? Double.valueOf(plain.doubleValue()) : states.get(String.valueOf(state));
            if (number == null) {
                throw new RuleFault("normal", "'" + state + "' is no state of '" + setting.point().id() + "'; " + (states.isEmpty() ? "it has no states in points.csv" : "it has " + String.join(", ", states.keySet())));
            }
            normal.add(number);
        }
        return new Check(setting.point(), Set.copyOf(normal));
    }

    private record Check(Point point, Set<Double> normal) implements RuleCheck {
        @Override
        public List<Level> levels() {
            return List.of(new Level("off-normal", Double.NaN));
        }

        @Override
        public int memory() {
            return 0;
        }

        @Override
        public Verdict judge(RuleMoment moment, double[] memory) {
            Reading latest = moment.latest(point);
            return latest == null ? Verdict.UNKNOWN : Verdict.of(normal.contains(latest.value()) ? 0 : 1, latest.value());
        }
    }
}
