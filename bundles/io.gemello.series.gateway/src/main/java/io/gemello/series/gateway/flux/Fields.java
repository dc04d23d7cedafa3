package io.gemello.series.gateway.flux;

import java.util.Map;

/** A record. */
interface Fields {
    /** Null where it has no such property. */
    Object get(String name);

    Map<String, Object> all();

    static Fields of(Map<String, Object> values) {
        return new Fields() {
            @Override
            public Object get(String name) {
                return values.get(name);
            }

            @Override
            public Map<String, Object> all() {
                return values;
            }
        };
    }
}
