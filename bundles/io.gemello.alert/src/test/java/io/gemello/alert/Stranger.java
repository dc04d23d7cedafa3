package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The kind {@code strange} of somebody else's bundle, which keeps to nothing. */
record Stranger(Supplier<List<RuleCheck.Level>> names, Supplier<Verdict> verdict) implements AlertRule {
    static final String RULE = "{'rules': [{'rule': 'odd', 'kind': 'strange', 'for': {'feature': 'inlet'}}]}";

    static Stranger saying(Supplier<Verdict> verdict) {
        return new Stranger(() -> List.of(new RuleCheck.Level("on", 0)), verdict);
    }

    @Override
    public String kind() {
        return "strange";
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public RuleCheck prepare(RuleSetting setting) {
        return new RuleCheck() {
            @Override
            public List<Level> levels() {
                return names.get();
            }

            @Override
            public int memory() {
                return 0;
            }

            @Override
            public Verdict judge(RuleMoment moment, double[] memory) {
                return verdict.get();
            }
        };
    }
}
