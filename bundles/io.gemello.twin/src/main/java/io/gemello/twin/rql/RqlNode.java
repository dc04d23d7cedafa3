package io.gemello.twin.rql;

import java.util.List;

/** One node of a parsed expression. */
public sealed interface RqlNode {
    /** {@code and(…)}. */
    record And(List<RqlNode> parts) implements RqlNode {}

    /** {@code or(…)}. */
    record Or(List<RqlNode> parts) implements RqlNode {}

    /** {@code not(…)}. */
    record Not(RqlNode part) implements RqlNode {}

    /** @param literal as {@link FieldValues} holds scalars; for like and ilike a {@link LikePattern} */
    record Compare(RqlOp op, RqlField field, Object literal) implements RqlNode {}

    /** {@code in(field,…)}. */
    record In(RqlField field, List<Object> literals) implements RqlNode {}

    /** {@code exists(field)}. */
    record Exists(RqlField field) implements RqlNode {}

    /** {@code empty(field)}: missing, null, or a text, array or object without anything in it. */
    record Empty(RqlField field) implements RqlNode {}
}
