package io.gemello.adapter.ipmi;

import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a host's sensor leads. The address is {@code HOST/SENSOR}; where the site asks for {@code HOST/SENSOR | UNIT}, that
 * one wins for values printed in this unit: so a name that is used for two quantities can be told apart. Any thread.
 */
final class SensorBindings {
    /** About so many sensors are told apart; names beyond are lost, so that rubbish cannot fill the memory. */
    static final int MAX = 100_000;

    private final IntakeSession session;
    private volatile Known known = new Known(Set.of());

    private record Key(String host, String sensor, String unit) {}

    /** What was looked up while the site wanted this. */
    private record Known(Set<String> wanted, Map<Key, Binding> bindings) {
        Known(Set<String> wanted) {
            this(wanted, new ConcurrentHashMap<>());
        }
    }

    SensorBindings(IntakeSession session) {
        this.session = session;
        session.onWanted(now -> known = new Known(now));
    }

    static String address(String host, String sensor) {
        return host + "/" + sensor;
    }

    static String address(String host, String sensor, String unit) {
        return address(host, sensor) + " | " + unit;
    }

    /** Null when too many names were seen. */
    Binding of(String host, SdrLine line) {
        Known as = known;
        Key key = new Key(host, line.sensor(), line.unit());
        Binding binding = as.bindings.get(key);
        if (binding == null && as.bindings.size() < MAX) {
            String exact = address(host, line.sensor(), line.unit());
            binding = session.bind(as.wanted.contains(exact) ? exact : address(host, line.sensor()));
            as.bindings.put(key, binding);
        }
        return binding;
    }
}
