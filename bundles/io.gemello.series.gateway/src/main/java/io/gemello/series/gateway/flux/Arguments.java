package io.gemello.series.gateway.flux;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a function is called with. Each of ours asks for what it knows and then says {@link #done}. */
final class Arguments {
    private final String function;
    private final Span at;
    private final Map<String, Object> named;
    private final Object piped;
    private final Set<String> asked = new HashSet<>();

    /** @param piped null for none */
    Arguments(String function, Span at, Map<String, Object> named, Object piped) {
        this.function = function;
        this.at = at;
        this.named = named;
        this.piped = piped;
    }

    Span at() {
        return at;
    }

    String function() {
        return function;
    }

    Map<String, Object> named() {
        return named;
    }

    Object piped() {
        return piped;
    }

    FluxProblem problem(String message) {
        return FluxProblem.running(at, function + ": " + message);
    }

    /** @throws FluxProblem for an argument that nobody asked for */
    void done() {
        for (String name : named.keySet()) {
            if (!asked.contains(name)) {
                throw FluxProblem.compiling(at, "found unexpected argument " + name + " (in a call of " + function + ")");
            }
        }
    }

    Tables tables() {
        Object tables = named.containsKey("tables") ? any("tables") : piped;
        if (!(tables instanceof Tables stream)) {
            throw FluxProblem.compiling(at, "missing pipe argument (in a call of " + function + ")");
        }
        return stream;
    }

    /** Null where it is not given. */
    Object any(String name) {
        asked.add(name);
        return named.get(name);
    }

    Object needed(String name) {
        Object value = any(name);
        if (value == null) {
            throw FluxProblem.compiling(at, "missing required argument " + name + " (in a call of " + function + ")");
        }
        return value;
    }

    String text(String name, String usual) {
        return of(name, String.class, usual, "string");
    }

    boolean truth(String name, boolean usual) {
        return of(name, Boolean.class, usual, "bool");
    }

    long whole(String name, long usual) {
        return of(name, Long.class, usual, "int");
    }

    Lapse lapse(String name, Lapse usual) {
        return of(name, Lapse.class, usual, "duration");
    }

    Callable function(String name, Callable usual) {
        return of(name, Callable.class, usual, "function");
    }

    /** Null where it is not given. */
    List<String> texts(String name) {
        List<?> list = of(name, List.class, null, "array");
        if (list != null && !list.stream().allMatch(String.class::isInstance)) {
            throw wrong(name, "[string]", list);
        }
        return list == null ? null : list.stream().map(String.class::cast).toList();
    }

    private <T> T of(String name, Class<T> type, T usual, String word) {
        Object value = any(name);
        if (value == null) {
            return usual;
        }
        if (!type.isInstance(value)) {
            throw wrong(name, word, value);
        }
        return type.cast(value);
    }

    FluxProblem wrong(String name, String expected, Object value) {
        return FluxProblem.compiling(at, "expected " + expected + " but found " + Type.word(value) + " (argument " + name + ")");
    }
}
