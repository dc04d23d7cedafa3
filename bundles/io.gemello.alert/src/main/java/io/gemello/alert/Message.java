package io.gemello.alert;

import io.gemello.api.alert.RuleFault;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule's message with places for values: {@code "{name}: {value} {unit}, limit {limit}"}. */
record Message(String template) {
    static final Message USUAL = new Message("{name}, {feature}: {level}, {value}");
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> PLACES = Set.of("name", "asset", "point", "feature", "quantity", "unit", "level", "value", "limit");
    /** Characters. It is kept with every transition; what is longer is cut. */
    private static final int LONGEST = 1_000;
    private static final MathContext SHOWN = new MathContext(5);

    static Message of(Object given) {
        if (given == null) {
            return USUAL;
        }
        String text = given.toString();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            if (!PLACES.contains(places.group(1))) {
                throw new RuleFault("message", "{" + places.group(1) + "} is nothing that can be put in; there are {name} (of the asset), {asset}, {point}, {feature}, {quantity}, {unit}, {level}, {value}, {limit}");
            }
        }
        return new Message(text);
    }

    String with(Map<String, String> values) {
        String text = PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** To five digits; a dash for no number. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(SHOWN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
