package io.gemello.twin.search;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.RqlField;
import java.util.Collection;
import java.util.function.Function;

/** What is searched. Any thread. @param <D> a document: one object for its whole life, with the identity of an object */
public interface Documents<D> {
    Collection<D> all();

    String id(D document);

    /** What stands in it now; null where it is gone. */
    Function<RqlField, FieldValues> fields(D document);
}
