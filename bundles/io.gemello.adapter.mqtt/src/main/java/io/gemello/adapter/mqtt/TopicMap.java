package io.gemello.adapter.mqtt;

import io.gemello.api.adapter.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Which topic feeds which points: compiled when the site changes, immutable, so that a message costs one look-up. */
final class TopicMap {
    /** One wanted address. */
    record Value(Binding to, JsonPath path, JsonPath timePath) {}

    private final Map<String, List<Value>> values;
    private final Map<String, String> refused;

    private TopicMap(Map<String, List<Value>> values, Map<String, String> refused) {
        this.values = values;
        this.refused = refused;
    }

    static TopicMap of(Set<String> wanted, Function<String, Binding> bind) {
        Map<String, List<Value>> values = new HashMap<>();
        Map<String, String> refused = new TreeMap<>();
        for (String text : wanted) {
            try {
                MqttAddress address = MqttAddress.parse(text);
                values.computeIfAbsent(address.topic(), t -> new ArrayList<>()).add(new Value(bind.apply(text), address.path(), address.timePath()));
            } catch (IllegalArgumentException e) {
                refused.put(text, e.getMessage());
            }
        }
        values.replaceAll((topic, list) -> List.copyOf(list));
        return new TopicMap(values, refused);
    }

    /** Empty for a topic that nobody mapped. */
    List<Value> at(String topic) {
        return values.getOrDefault(topic, List.of());
    }

    Set<String> topics() {
        return values.keySet();
    }

    /** Wanted addresses that cannot be, and why. */
    Map<String, String> refused() {
        return refused;
    }
}
