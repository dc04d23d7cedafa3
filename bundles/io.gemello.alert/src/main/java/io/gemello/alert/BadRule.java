package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import java.util.List;
import java.util.Set;

/** {@code bad}: the newest reading is of a quality that the rule does not take, so that no other rule says anything of its point. With an on-delay: none for so long. */
final class BadRule implements AlertRule {
    @Override
    public String kind() {
        return "bad";
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public RuleCheck prepare(RuleSetting setting) {
        return new Check(setting.point());
    }

    private record Check(Point point) implements RuleCheck {
        @Override
        public List<Level> levels() {
            return List.of(new Level("bad", Double.NaN));
        }

        @Override
        public int memory() {
            return 0;
        }

        @Override
        public Verdict judge(RuleMoment moment, double[] memory) {
            if (moment.heard(point) == 0) {
                return Verdict.UNKNOWN;
            }
            // What the source said is shown all the same: it tells what is wrong with it.
            return Verdict.of(moment.latest(point) == null ? 1 : 0, moment.fresh() == null ? Double.NaN : moment.fresh().value());
        }
    }
}
