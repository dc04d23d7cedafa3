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

/** {@code limit}: a value over or under its limits. */
final class LimitRule implements AlertRule {
    @Override
    public String kind() {
        return "limit";
    }

    @Override
    public Set<String> options() {
        return Set.of("limits", "deadband");
    }

    @Override
    public RuleCheck prepare(RuleSetting setting) {
        return new Check(setting.point(), new Limits(setting.options()));
    }

    private record Check(Point point, Limits limits) implements RuleCheck {
        @Override
        public List<Level> levels() {
            return limits.levels();
        }

        @Override
        public int memory() {
            return limits.memory();
        }

        @Override
        public Verdict judge(RuleMoment moment, double[] memory) {
            Reading latest = moment.latest(point);
            return latest == null ? Verdict.UNKNOWN : Verdict.of(limits.judge(latest.value(), memory), latest.value());
        }
    }
}
