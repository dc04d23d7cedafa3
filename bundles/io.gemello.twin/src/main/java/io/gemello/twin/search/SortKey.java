package io.gemello.twin.search;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.RqlField;
import io.gemello.twin.rql.ScalarOrder;
import java.util.Comparator;

/** One field to sort by. Of an array its least value counts, downwards its greatest; what has no value comes first, downwards last. */
public record SortKey(RqlField field, boolean up) {
    private static final Comparator<Object> DOWN = ScalarOrder.NOTHING_FIRST.reversed();

    /** The value that counts; null for none. */
    Object of(FieldValues values) {
        return values == null ? null : values.scalars().stream().min(up ? ScalarOrder.NOTHING_FIRST : DOWN).orElse(null);
    }

    int compare(Object left, Object right) {
        return (up ? ScalarOrder.NOTHING_FIRST : DOWN).compare(left, right);
    }
}
