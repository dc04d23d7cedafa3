package io.gemello.alert;

import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleOptions;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Which points a rule, or an exception of it, is for: {@code {"type": "rack", "feature": "inlet*"}}. All that is named must fit; {@code *}
 * stands for anything.
 *
 * @param exact what is named without a {@code *}: nothing else needs to be looked at
 */
record Selector(List<BiPredicate<Point, Asset>> conditions, Map<String, String> exact) {
    static Selector of(Object given) {
        Map<String, Object> wanted = RuleOptions.map("for", given);
        List<BiPredicate<Point, Asset>> conditions = new ArrayList<>();
        Map<String, String> exact = new HashMap<>();
        wanted.forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw new RuleFault("for." + name, "must be a text in quotation marks");
            }
            Pattern pattern = pattern(text);
            if (!text.contains("*")) {
                exact.put(name, text);
            }
            conditions.add(switch (name) {
                case "point" -> (point, asset) -> pattern.matcher(point.id()).matches();
                case "feature" -> (point, asset) -> pattern.matcher(point.feature()).matches();
                case "quantity" -> (point, asset) -> pattern.matcher(point.quantity()).matches();
                case "asset" -> (point, asset) -> pattern.matcher(point.asset()).matches();
                case "type" -> (point, asset) -> asset != null && asset.type() != null && pattern.matcher(asset.type()).matches();
                default -> throw new RuleFault("for." + name, "is nothing to choose points by; there are point, feature, quantity, asset and type");
            });
        });
        if (conditions.isEmpty()) {
            throw new RuleFault("for", "chooses nothing; name type, asset, feature, quantity or point");
        }
        return new Selector(List.copyOf(conditions), Map.copyOf(exact));
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
    }

    boolean fits(Point point, Asset asset) {
        return conditions.stream().allMatch(condition -> condition.test(point, asset));
    }
}
