package io.gemello.api.access;

import java.util.Locale;

/** What somebody may do, from little to much. {@link #DEVICE} may only deliver samples, over MQTT or as line protocol; {@link #INTEGRATOR} includes {@link #OPERATOR}, which includes {@link #VIEWER}. */
public enum Role {
    /** No sign-in needed. */
    ANYONE,
    DEVICE, VIEWER, OPERATOR, INTEGRATOR;

    public boolean includes(Role wanted) {
        return wanted == ANYONE || this == wanted || this != DEVICE && wanted != DEVICE && ordinal() >= wanted.ordinal();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
