package io.gemello.twin.search;

import io.gemello.twin.rql.Dialect;
import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.RqlField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers queries from the indices. Any thread. */
public final class Finder<D> {
    private final Indices<D> indices;

    public Finder(Indices<D> indices) {
        this.indices = indices;
    }

    /** The first so many hits in order. */
    public List<Hit<D>> first(SearchQuery query, int count) {
        Comparator<Hit<D>> order = (left, right) -> Hit.compare(query.sort(), left, right);
        PriorityQueue<Hit<D>> last = new PriorityQueue<>(Math.min(count, 1_000) + 1, order.reversed());
        walk(query, hit -> {
            if (query.after() != null && Hit.compare(query.sort(), hit, query.after()) <= 0 || last.size() == count && order.compare(hit, last.peek()) >= 0) {
                return;
            }
            if (query.allowed().test(hit.id())) {
                last.add(hit);
                if (last.size() > count) {
                    last.poll();
                }
            }
        });
        List<Hit<D>> first = new ArrayList<>(last);
        first.sort(order);
        return first;
    }

    public long count(SearchQuery query) {
        long[] count = new long[1];
        walk(query, hit -> count[0] += query.allowed().test(hit.id()) ? 1 : 0);
        return count[0];
    }

    /** The place of one document in the order of a query. */
    public Hit<D> place(D document, SearchQuery query) {
        return hit(document, query, indices.of(query.fields()));
    }

    private void walk(SearchQuery query, Consumer<Hit<D>> to) {
        Map<RqlField, FieldIndex<D>> fields = indices.of(query.fields());
        Collection<D> candidates = query.filter() == null ? null : new Candidates<>(fields).of(query.filter().root(), Integer.MAX_VALUE);
        for (D document : candidates == null ? indices.documents().all() : candidates) {
            Function<RqlField, FieldValues> values = field -> fields.get(field).get(document);
            boolean there = indices.documents().fields(document) != null;
            if (there && (query.filter() == null || query.filter().test(values, Dialect.SEARCH))) {
                to.accept(hit(document, query, fields));
            }
        }
    }

    private Hit<D> hit(D document, SearchQuery query, Map<RqlField, FieldIndex<D>> fields) {
        List<Object> values = new ArrayList<>(query.sort().size());
        query.sort().forEach(key -> values.add(key.of(fields.get(key.field()).get(document))));
        return new Hit<>(document, indices.documents().id(document), values);
    }
}
