package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import java.util.List;

/** The kinds of rules that need no other bundle. */
final class OwnKinds {
    static final List<AlertRule> ALL = List.of(new LimitRule(), new RateRule(), new StaleRule(), new OffNormalRule(), new DeviationRule(), new BadRule());

    private OwnKinds() {}
}
