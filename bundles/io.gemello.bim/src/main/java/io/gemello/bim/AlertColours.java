package io.gemello.bim;

import io.gemello.api.alert.Alert;
import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ColourScheme.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The colours of the scheme {@code alert}, and which of them wins. The order is that of the map; the colours are told apart with every
 * kind of colour vision, and grey is kept for what nobody knows.
 */
record AlertColours(List<String> priorities, Map<String, String> rgb) {
    static final String SCHEME = "alert";
    static final String STALE = "stale";
    static final String UNKNOWN = "unknown";
    static final String OK = "ok";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String RETURNED = "returned";
    static final String SILENCED = "silenced";
    private static final Map<String, String> LABELS = new LinkedHashMap<>();
    private static final Map<String, String> USUAL = new LinkedHashMap<>();

    static {
        usual("critical", "critical alert", "#D55E00");
        usual("high", "high alert", "#E69F00");
        usual("medium", "medium alert", "#F0E442");
        usual("low", "low alert", "#56B4E9");
        usual(ACKNOWLEDGED, "alert acknowledged, condition holds", "#BF5693");
        usual(RETURNED, "alert over, not yet acknowledged or reset", "#0072B2");
        usual(STALE, "stale: no fresh value", "#5A5A5A");
        usual(UNKNOWN, "unknown: no usable value", "#BEBEBE");
        usual(SILENCED, "alert shelved or out of service", "#264368");
        usual(OK, "normal", "#009E73");
    }

    /** As it is where the site says nothing. */
    static final AlertColours DEFAULT = new AlertColours(List.copyOf(USUAL.keySet()), USUAL);

    private static void usual(String key, String label, String colour) {
        LABELS.put(key, label);
        USUAL.put(key, colour);
    }

    AlertColours {
        priorities = List.copyOf(priorities);
        rgb = Map.copyOf(rgb);
    }

    /** The key of an alert that is not normal. */
    static String key(Alert alert) {
        return switch (alert.state()) {
            case UNACKNOWLEDGED -> alert.priority().word();
            case ACKNOWLEDGED -> ACKNOWLEDGED;
            case RETURNED, LATCHED, LATCHED_UNACKNOWLEDGED -> RETURNED;
            case SHELVED, OUT_OF_SERVICE -> SILENCED;
            case NORMAL -> OK;
        };
    }

    /** Smaller is more urgent. */
    int rank(String key) {
        return priorities.indexOf(key);
    }

    ColourScheme scheme() {
        List<Key> legend = new ArrayList<>();
        priorities.forEach(key -> legend.add(new Key(key, LABELS.get(key), rgb.get(key), Double.NaN)));
        return new ColourScheme(SCHEME, "Alerts", null, legend);
    }
}
