package io.gemello.twin.rql;

import java.util.Comparator;

/** The order of scalars in searches and sorting: null, numbers, texts, false, true. Numbers of 64 bit are compared exactly with each other, else as floating point. */
public final class ScalarOrder {
    /** Also for null, which stands for nothing and comes first. */
    public static final Comparator<Object> NOTHING_FIRST = (left, right) -> left == null || right == null
        ? Boolean.compare(left != null, right != null) : compare(left, right);

    private ScalarOrder() {}

    /** Values of different kinds are never equal. */
    public static int kind(Object scalar) {
        return scalar == FieldValues.NULL ? 0 : scalar instanceof Number ? 1 : scalar instanceof String ? 2 : 3;
    }

    public static int compare(Object left, Object right) {
        int kind = kind(left);
        if (kind != kind(right)) {
            return Integer.compare(kind, kind(right));
        }
        return switch (kind) {
            case 0 -> 0;
            case 1 -> left instanceof Long one && right instanceof Long two ? Long.compare(one, two)
                : Double.compare(((Number) left).doubleValue() + 0.0, ((Number) right).doubleValue() + 0.0);
            case 2 -> ((String) left).compareTo((String) right);
            default -> Boolean.compare((Boolean) left, (Boolean) right);
        };
    }
}
