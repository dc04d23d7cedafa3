package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.List;
import java.util.Set;

/** {@code deviation}: the difference to another point's newest value, over or under limits. */
final class DeviationRule implements AlertRule {
    @Override
    public String kind() {
        return "deviation";
    }

    @Override
    public Set<String> options() {
        return Set.of("limits", "deadband", "from");
    }

    @Override
    public RuleCheck prepare(RuleSetting setting) {
        Point reference = OtherPoint.of("from", setting.options().get("from"), setting);
        if (reference.equals(setting.point())) {
            throw new RuleFault("from", "is the watched point itself; name another one");
        }
        if (!reference.unit().equals(setting.point().unit())) {
            throw new RuleFault("from", "'" + reference.id() + "' is in " + reference.unit() + ", '" + setting.point().id() + "' in " + setting.point().unit() + "; both need the same unit");
        }
        return new Check(setting.point(), reference, new Limits(setting.options()));
    }

    private record Check(Point point, Point reference, Limits limits) implements RuleCheck {
        @Override
        public List<Level> levels() {
            return limits.levels();
        }

        @Override
        public List<Point> others() {
            return List.of(reference);
        }

        @Override
        public int memory() {
            return limits.memory();
        }

        @Override
        public Verdict judge(RuleMoment moment, double[] memory) {
            Reading latest = moment.latest(point);
            Reading compared = moment.latest(reference);
            if (latest == null || compared == null) {
                return Verdict.UNKNOWN;
            }
            double difference = latest.value() - compared.value();
            return Verdict.of(limits.judge(difference, memory), difference);
        }
    }
}
