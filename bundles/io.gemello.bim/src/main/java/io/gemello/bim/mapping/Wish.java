package io.gemello.bim.mapping;

import java.util.Map;
import java.util.stream.Collectors;

/** What an element must look like. @param fields patterns by field: those of {@link ElementIndex}, {@code in}, and properties behind {@link #PROPERTY} */
record Wish(Map<String, Glob> fields) {
    static final String PROPERTY = "property:";
    static final String IN = "in";

    /** The same for the same wish. */
    String text() {
        return fields.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).sorted().collect(Collectors.joining(";"));
    }
}
