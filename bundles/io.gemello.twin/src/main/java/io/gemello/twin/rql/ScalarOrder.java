package io.gemello.twin.rql;

import java.math.BigDecimal;
import java.util.Comparator;

/** The order of scalars in searches and sorting: null, numbers, texts, false, true. */
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
            case 1 -> numbers((Number) left, (Number) right);
            case 2 -> ((String) left).compareTo((String) right);
            default -> Boolean.compare((Boolean) left, (Boolean) right);
        };
    }

    /** Exact, or the order would have circles: of integers beyond 2^53 several are the same as floating point. */
    private static int numbers(Number left, Number right) {
        if (left instanceof Long one && right instanceof Long two) {
            return Long.compare(one, two);
        }
        // Adding zero makes the negative zero one with the other.
        int order = Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
        return order != 0 || left instanceof Double && right instanceof Double ? order : new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }
}
