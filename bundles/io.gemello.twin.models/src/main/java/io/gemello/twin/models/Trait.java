package io.gemello.twin.models;

/**
 * One thing that a model says its things have.
 *
 * @param shape of the value; {@link Shape#ANY} for components and relationships
 * @param unit as the model writes it; null for none
 * @param required whether a thing without it does not fit
 * @param writable whether the model lets its value be set
 * @param target of a component its model, of a relationship the model of what it leads to; null for any
 * @param min of a relationship's targets
 * @param max of a relationship's targets
 */
record Trait(Kind kind, String name, Shape shape, String unit, boolean required, boolean writable, String target, int min, int max) {
    enum Kind { PROPERTY, TELEMETRY, COMPONENT, RELATIONSHIP }

    static Trait value(Kind kind, String name, Shape shape, String unit, boolean required, boolean writable) {
        return new Trait(kind, name, shape, unit, required, writable, null, 0, Integer.MAX_VALUE);
    }

    static Trait component(String name, String model) {
        return new Trait(Kind.COMPONENT, name, Shape.ANY, null, true, false, model, 0, Integer.MAX_VALUE);
    }

    static Trait relationship(String name, String target, int min, int max) {
        return new Trait(Kind.RELATIONSHIP, name, Shape.ANY, null, false, false, target, min, max);
    }
}
