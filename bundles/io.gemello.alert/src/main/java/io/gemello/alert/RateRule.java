package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleOptions;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code rate}: a value that has risen or fallen by more than so much within a window of time. */
final class RateRule implements AlertRule {
    @Override
    public String kind() {
        return "rate";
    }

    @Override
    public Set<String> options() {
        return Set.of("rise", "fall", "window");
    }

    @Override
    public RuleCheck prepare(RuleSetting setting) {
        double rise = RuleOptions.number(setting.options(), "rise", Double.NaN);
        double fall = RuleOptions.number(setting.options(), "fall", Double.NaN);
        if (Double.isNaN(rise) && Double.isNaN(fall) || rise <= 0 || fall <= 0) {
            throw new RuleFault("rise", "give rise, fall or both: how much the value may change within the window, over 0");
        }
        long window = RuleOptions.duration(setting.options(), "window", 0);
        if (window < 1_000_000_000) {
            throw new RuleFault("window", "is missing or under a second; write e.g. \"15 min\"");
        }
        List<RuleCheck.Level> levels = new ArrayList<>();
        if (!Double.isNaN(rise)) {
            levels.add(new RuleCheck.Level("rise", rise));
        }
        if (!Double.isNaN(fall)) {
            levels.add(new RuleCheck.Level("fall", fall));
        }
        return new Check(setting.point(), List.copyOf(levels), new Extremes(window));
    }

    private record Check(Point point, List<Level> levels, Extremes extremes) implements RuleCheck {
        @Override
        public int memory() {
            return Extremes.MEMORY;
        }

        @Override
        public Verdict judge(RuleMoment moment, double[] memory) {
            Reading latest = moment.latest(point);
            if (latest == null) {
                return Verdict.UNKNOWN;
            }
            if (moment.fresh() != null) {
                extremes.add(latest.epochNanos(), latest.value(), memory);
            }
            double risen = latest.value() - extremes.lowest(moment.now(), latest.value(), memory);
            double fallen = extremes.highest(moment.now(), latest.value(), memory) - latest.value();
            int held = 0;
            for (int i = 0; i < levels.size(); i++) {
                held |= (levels.get(i).name().equals("rise") ? risen : fallen) > levels.get(i).limit() ? 1 << i : 0;
            }
            // What holds is over when its beginning has left the window, even if nothing comes any more.
            return new Verdict(true, held, risen >= fallen ? risen : -fallen, held == 0 ? 0 : moment.now() + extremes.step());
        }
    }
}
