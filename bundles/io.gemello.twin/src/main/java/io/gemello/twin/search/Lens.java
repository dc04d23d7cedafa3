package io.gemello.twin.search;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.RqlField;
import java.util.function.Function;

/** What the searcher may see of each document. Any thread. */
public interface Lens {
    /** All of it: the indices' values are the searcher's. */
    Function<RqlField, FieldValues> WHOLE = field -> null;

    /** {@link #WHOLE}, or the values of a document of which only a part may be seen; null for nothing of it. */
    Function<RqlField, FieldValues> of(String id);
}
