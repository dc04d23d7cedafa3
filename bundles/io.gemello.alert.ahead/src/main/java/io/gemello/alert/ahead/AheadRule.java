package io.gemello.alert.ahead;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleOptions;
import io.gemello.api.alert.RuleSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** The kind {@code ahead}: a value that will be over a limit soon if it goes on as it has lately. Whoever is told before has time to act. */
@Component
public final class AheadRule implements AlertRule {
    @Override
    public String kind() {
        return "ahead";
    }

    @Override
    public Set<String> options() {
        return Set.of("limits", "within", "window");
    }

    @Override
    public RuleCheck prepare(RuleSetting setting) {
        List<RuleCheck.Level> levels = new ArrayList<>();
        RuleOptions.map("limits", setting.options().get("limits")).forEach((name, limit) -> {
            if (!name.equals("hi") && !name.equals("lo")) {
                throw new RuleFault("limits." + name, "is no limit of this kind; there are hi and lo");
            }
            levels.add(new RuleCheck.Level(name, RuleOptions.number("limits." + name, limit)));
        });
        if (levels.isEmpty()) {
            throw new RuleFault("limits", "names no limit; give hi, lo or both");
        }
        return new AheadCheck(setting.point(), List.copyOf(levels), seconds(setting, "within"), seconds(setting, "window"));
    }

    private static double seconds(RuleSetting setting, String option) {
        double seconds = RuleOptions.duration(setting.options(), option, 0) / 1e9;
        if (seconds >= 1) {
            return seconds;
        }
        throw new RuleFault(option, "is missing or under a second; write e.g. \"10 min\"");
    }
}
