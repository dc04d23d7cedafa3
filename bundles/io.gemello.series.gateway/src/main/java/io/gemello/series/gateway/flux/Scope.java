package io.gemello.series.gateway.flux;

import java.util.HashMap;
import java.util.Map;

/** Names and what they stand for. */
final class Scope {
    private final Scope outer;
    private final Map<String, Object> names;

    /** @param outer null for none */
    Scope(Scope outer, Map<String, Object> names) {
        this.outer = outer;
        this.names = new HashMap<>(names);
    }

    boolean has(String name) {
        return names.containsKey(name) || outer != null && outer.has(name);
    }

    Object get(String name) {
        return names.containsKey(name) || outer == null ? names.get(name) : outer.get(name);
    }

    void set(String name, Object value) {
        names.put(name, value);
    }

    boolean hasOwn(String name) {
        return names.containsKey(name);
    }
}
