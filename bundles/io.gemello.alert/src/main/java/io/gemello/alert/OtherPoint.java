package io.gemello.alert;

import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleOptions;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.catalogue.Point;
import java.util.Map;

/** A point that a rule compares with. */
final class OtherPoint {
    private OtherPoint() {}

    /** The point that an option names: {@code {"feature": …}} of the same asset, or {@code {"point": …}}. */
    static Point of(String name, Object named, RuleSetting setting) {
        Map<String, Object> given = RuleOptions.map(name, named);
        Object feature = given.get("feature");
        Object id = given.get("point");
        if (given.size() != 1 || feature == null && id == null) {
            throw new RuleFault(name, "must be {\"feature\": NAME} for a point of the same asset, or {\"point\": ID}");
        }
        Point point = feature != null ? setting.feature().apply(feature.toString()) : setting.byId().apply(id.toString());
        if (point == null) {
            throw new RuleFault(name, feature != null ? "asset '" + setting.point().asset() + "' has no feature '" + feature + "'; except it, or add the point"
                : "the site has no point '" + id + "'");
        }
        return point;
    }
}
