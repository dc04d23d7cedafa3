package io.gemello.api.alert;

import java.util.Locale;

/** How soon somebody has to act, from little to much. */
public enum Priority {
    LOW, MEDIUM, HIGH, CRITICAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
