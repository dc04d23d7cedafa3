package io.gemello.series.gateway.flux;

/** What the values of a column are. */
enum Type {
    STRING("string", "string"), LONG("long", "int"), DOUBLE("double", "float"), BOOLEAN("boolean", "bool"), TIME("dateTime:RFC3339", "time"), LAPSE("duration", "duration");

    private final String annotation;
    private final String word;

    Type(String annotation, String word) {
        this.annotation = annotation;
        this.word = word;
    }

    /** In annotated CSV. */
    String annotation() {
        return annotation;
    }

    /** In Flux. */
    String word() {
        return word;
    }

    /** Null for what cannot stand in a table. */
    static Type of(Object value) {
        return value instanceof String ? STRING : value instanceof Long ? LONG : value instanceof Double ? DOUBLE : value instanceof Boolean ? BOOLEAN : value instanceof Time ? TIME : value instanceof Lapse ? LAPSE : null;
    }

    /** As InfluxDB names it in errors. */
    static String word(Object value) {
        Type type = of(value);
        return type != null ? type.word : value == null ? "null" : value instanceof Tables ? "stream" : value instanceof Callable ? "function" : value instanceof Fields ? "record" : value instanceof java.util.List ? "array" : "regexp";
    }
}
