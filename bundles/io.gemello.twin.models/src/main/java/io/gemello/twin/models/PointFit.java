package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gemello.api.catalogue.PointDetail;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether what a point delivers fits a shape, before it ever delivered: a number, or one of its states, whose texts and numbers both count. */
final class PointFit {
    private PointFit() {}

    /** Null where it fits; else what does not. @param value what the thing shows now; null for nothing yet */
    static String misfit(Shape shape, PointDetail detail, JsonNode value) {
        Map<String, Double> states = detail == null ? Map.of() : detail.states();
        if (!states.isEmpty()) {
            return states(shape, states);
        }
        return switch (shape.type()) {
            case ANY, NUMBER, INTEGER -> value == null || value.isNull() ? null : shape.misfit(value);
            default -> "delivers numbers; the model wants " + shape.type().words();
        };
    }

    private static String states(Shape shape, Map<String, Double> states) {
        switch (shape.type()) {
            case ANY, NUMBER:
                return null;
            case BOOLEAN:
                return states.size() <= 2 && Set.of(0.0, 1.0).containsAll(states.values()) ? null : "has the states " + states + "; true and false are 1 and 0";
            case INTEGER, TEXT:
                Set<String> unknown = new HashSet<>();
                states.forEach((word, number) -> {
                    boolean fits = shape.type() == Shape.Type.TEXT ? shape.misfit(TextNode.valueOf(word)) == null || shape.labels().contains(word)
                        : shape.misfit(DoubleNode.valueOf(number)) == null;
                    if (!fits) {
                        unknown.add(word);
                    }
                });
                return unknown.isEmpty() ? null : "has states that the model does not know: " + String.join(", ", unknown.stream().sorted().toList());
            default:
                return "has states; the model wants " + shape.type().words();
        }
    }
}
