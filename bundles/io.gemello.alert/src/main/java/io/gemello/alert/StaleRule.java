package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleOptions;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import java.util.List;
import java.util.Set;

/** {@code stale}: nothing heard of a point for too long, by source time. A point that was never heard is not stale; a bad reading is a sign of life. */
final class StaleRule implements AlertRule {
    @Override
    public String kind() {
        return "stale";
    }

    @Override
    public Set<String> options() {
        return Set.of("after");
    }

    @Override
    public RuleCheck prepare(RuleSetting setting) {
        long site = setting.detail() == null || setting.detail().staleAfter() == null ? 0 : setting.detail().staleAfter().toNanos();
        long after = RuleOptions.duration(setting.options(), "after", site);
        if (after <= 0 && setting.options().get("after") != null) {
            throw new RuleFault("after", "must be longer than nothing: a point is always silent between two readings; write e.g. \"60 s\"");
        }
        if (after <= 0) {
            throw new RuleFault("after", "is missing, and '" + setting.point().id() + "' has no staleAfter in points.csv; give one of the two");
        }
        return new Check(setting.point(), after);
    }

    private record Check(Point point, long after) implements RuleCheck {
        @Override
        public List<Level> levels() {
            return List.of(new Level("stale", after / 1e9));
        }

        @Override
        public int memory() {
            return 0;
        }

        @Override
        public Verdict judge(RuleMoment moment, double[] memory) {
            long heard = moment.heard(point);
            if (heard == 0) {
                return Verdict.UNKNOWN;
            }
            long silent = Math.max(heard, moment.listening());
            boolean stale = silent + after <= moment.now();
            if (!stale && heard + after <= moment.now()) {
                // Nobody was there to hear it: what stands goes on standing, and nothing new is said yet.
                return new Verdict(false, 0, Double.NaN, silent + after);
            }
            return new Verdict(true, stale ? 1 : 0, Math.max(0, moment.now() - heard) / 1e9, stale ? 0 : heard + after);
        }
    }
}
