package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.List;
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
        return new Check(setting.point(), States.of("normal", setting.options().get("normal"), setting.point(), setting.detail()));
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
