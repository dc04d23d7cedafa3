package io.gemello.twin.search;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.LikePattern;
import io.gemello.twin.rql.RqlField;
import io.gemello.twin.rql.RqlNode;
import io.gemello.twin.rql.ScalarOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Documents among which all those are that fit an expression: as few as the indices give. */
final class Candidates<D> {
    /** The least of each kind of scalars, as {@link ScalarOrder#kind} numbers them; null for what has no least. */
    private static final Object[] FIRST = {FieldValues.NULL, null, "", Boolean.FALSE, null};
    private static final int TEXTS = 2;

    private final Map<RqlField, FieldIndex<D>> indices;

    Candidates(Map<RqlField, FieldIndex<D>> indices) {
        this.indices = indices;
    }

    /** Null where the indices cannot say, or there would be more than so many. */
    Collection<D> of(RqlNode node, int atMost) {
        if (node instanceof RqlNode.And and) {
            return fewest(and.parts(), atMost);
        }
        if (node instanceof RqlNode.Or or) {
            return either(or.parts(), atMost);
        }
        if (node instanceof RqlNode.Exists exists) {
            FieldIndex<D> index = indices.get(exists.field());
            return walk(List.of(index::present), false, atMost);
        }
        if (node instanceof RqlNode.In in) {
            FieldIndex<D> index = indices.get(in.field());
            List<Consumer<Predicate<D>>> walks = new ArrayList<>();
            in.literals().forEach(literal -> walks.add(more -> index.between(literal, true, literal, true, more)));
            return walk(walks, true, atMost);
        }
        return node instanceof RqlNode.Compare compare ? compared(compare, atMost) : null;
    }

    private Collection<D> fewest(List<RqlNode> parts, int atMost) {
        Collection<D> best = null;
        for (RqlNode part : parts) {
            Collection<D> found = of(part, best == null ? atMost : best.size());
            best = found == null ? best : found;
        }
        return best;
    }

    private Collection<D> either(List<RqlNode> parts, int atMost) {
        Collection<D> all = new LinkedHashSet<>();
        for (RqlNode part : parts) {
            Collection<D> found = of(part, atMost);
            if (found == null) {
                return null;
            }
            all.addAll(found);
            if (all.size() > atMost) {
                return null;
            }
        }
        return all;
    }

    private Collection<D> compared(RqlNode.Compare compare, int atMost) {
        FieldIndex<D> index = indices.get(compare.field());
        Object literal = compare.literal();
        if (literal instanceof LikePattern pattern) {
            String prefix = pattern.prefix();
            String end = prefix.isEmpty() ? null : prefix.substring(0, prefix.length() - 1) + (char) (prefix.charAt(prefix.length() - 1) + 1);
            boolean open = end == null || prefix.charAt(prefix.length() - 1) == Character.MAX_VALUE;
            return walk(List.of(more -> index.between(prefix, true, open ? FIRST[TEXTS + 1] : end, false, more)), index.repeats(), atMost);
        }
        int kind = ScalarOrder.kind(literal);
        boolean number = FIRST[kind] == null;
        return switch (compare.op()) {
            case EQ -> walk(List.of(more -> index.between(literal, true, literal, true, more)), index.repeats(), atMost);
            case GT, GE -> walk(List.of(more -> index.between(literal, true, FIRST[kind + 1], false, more)), index.repeats(), atMost);
            case LT, LE -> walk(List.of(more -> index.between(number ? FieldValues.NULL : FIRST[kind], !number, literal, true, more)), index.repeats(), atMost);
            default -> null;
        };
    }

    private Collection<D> walk(List<Consumer<Predicate<D>>> walks, boolean repeats, int atMost) {
        Collection<D> found = repeats ? new LinkedHashSet<>() : new ArrayList<>();
        Predicate<D> more = document -> {
            found.add(document);
            return found.size() <= atMost;
        };
        for (Consumer<Predicate<D>> walk : walks) {
            walk.accept(more);
            if (found.size() > atMost) {
                return null;
            }
        }
        return found;
    }
}
