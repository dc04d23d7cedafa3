package io.gemello.series.gateway.flux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a script gives back, by name. */
final class Results {
    /** Of what is not named by {@code yield}. */
    static final String USUAL = "_result";
    private final Map<String, Tables> named = new LinkedHashMap<>();

    /** A stream that is a result already. */
    record Yielded(Tables of) implements Tables {
        @Override
        public List<FluxTable> tables() {
            return of.tables();
        }
    }

    void add(String name, Tables tables, Span at) {
        if (named.putIfAbsent(name, tables) != null) {
            throw FluxProblem.compiling(at, "tried to produce more than one result with the name \"" + name + "\"");
        }
    }

    Map<String, Tables> named() {
        return named;
    }
}
