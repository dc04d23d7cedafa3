package io.gemello.alert.ahead;

import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.List;

/**
 * Follows one point's trend. What it says is the value that is to be expected.
 *
 * @param within how far it looks ahead, seconds
 * @param window how far back the trend reaches, seconds; before so much has been seen it says nothing
 */
record AheadCheck(Point point, List<Level> levels, double within, double window) implements RuleCheck {
    @Override
    public int memory() {
        return Trend.MEMORY;
    }

    @Override
    public Verdict judge(RuleMoment moment, double[] memory) {
        Reading latest = moment.latest(point);
        if (latest == null) {
            return Verdict.UNKNOWN;
        }
        Trend trend = new Trend(window, memory);
        if (moment.fresh() != null) {
            trend.add(latest.epochNanos() / 1e9, latest.value());
        }
        if (!trend.known(moment.now() / 1e9)) {
            return Verdict.UNKNOWN;
        }
        double expected = trend.expected(within);
        int held = 0;
        for (int i = 0; i < levels.size(); i++) {
            boolean upper = levels.get(i).name().equals("hi");
            held |= (upper ? expected > levels.get(i).limit() : expected < levels.get(i).limit()) ? 1 << i : 0;
        }
        return Verdict.of(held, expected);
    }
}
