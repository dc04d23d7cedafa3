package io.gemello.twin.search;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.ScalarOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One field of all documents: by document, and in the order of its values. Any thread; nobody holds it longer than to walk through it once. */
final class FieldIndex<D> {
    private record Entry<D>(Object value, String id, D document) {}

    private final NavigableSet<Entry<D>> sorted = new TreeSet<>(Comparator.<Entry<D>, Object>comparing(Entry::value, ScalarOrder::compare).thenComparing(Entry::id, FieldIndex::order));
    private final Map<D, FieldValues> column = new HashMap<>();
    private int many;
    private volatile boolean whole;
    private volatile long used;

    /** A null id stands before all, the empty one behind all: the ends of a range. */
    private static int order(String left, String right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return left.isEmpty() || right.isEmpty() ? Boolean.compare(left.isEmpty(), right.isEmpty()) : left.compareTo(right);
    }

    /** Whether all documents are in it. */
    boolean whole() {
        return whole;
    }

    void finish() {
        whole = true;
    }

    FieldIndex<D> use() {
        used = System.nanoTime();
        return this;
    }

    /** When it was asked for last, on the machine's monotonic clock. */
    long used() {
        return used;
    }

    /** @param values null for nothing */
    synchronized void put(D document, String id, FieldValues values) {
        FieldValues before = values == null ? column.remove(document) : column.put(document, values);
        if (before != null && before.equals(values)) {
            return;
        }
        if (before != null) {
            before.scalars().forEach(value -> sorted.remove(new Entry<>(value, id, document)));
            many -= before.scalars().size() > 1 ? 1 : 0;
        }
        if (values != null) {
            values.scalars().forEach(value -> sorted.add(new Entry<>(value, id, document)));
            many += values.scalars().size() > 1 ? 1 : 0;
        }
    }

    synchronized FieldValues get(D document) {
        return column.get(document);
    }

    /** Entries, as a measure of memory. */
    synchronized int size() {
        return column.size() + sorted.size();
    }

    /** Whether a walk may come to one document more than once. */
    synchronized boolean repeats() {
        return many > 0;
    }

    /**
     * Gives all documents with a value between two, the ends included or not, until the receiver wants no more.
     *
     * @param from null for no lower end @param to null for no upper end
     */
    synchronized void between(Object from, boolean fromToo, Object to, boolean toToo, Predicate<D> more) {
        NavigableSet<Entry<D>> range = sorted;
        if (from != null) {
            range = range.tailSet(new Entry<>(from, fromToo ? null : "", null), true);
        }
        if (to != null) {
            range = range.headSet(new Entry<>(to, toToo ? "" : null, null), true);
        }
        for (Entry<D> entry : range) {
            if (!more.test(entry.document())) {
                return;
            }
        }
    }

    /** As {@link #between}, all that have the field at all. */
    synchronized void present(Predicate<D> more) {
        for (D document : column.keySet()) {
            if (!more.test(document)) {
                return;
            }
        }
    }
}
