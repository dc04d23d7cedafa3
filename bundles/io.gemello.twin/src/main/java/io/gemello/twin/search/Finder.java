package io.gemello.twin.search;

import io.gemello.twin.rql.Dialect;
import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.Rql;
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
            last.add(hit);
            if (last.size() > count) {
                last.poll();
            }
        });
        List<Hit<D>> first = new ArrayList<>(last);
        first.sort(order);
        return first;
    }

    public long count(SearchQuery query) {
        long[] count = new long[1];
        walk(query, hit -> count[0]++);
        return count[0];
    }

    /** The place of one document in the order of a query. */
    public Hit<D> place(D document, SearchQuery query) {
        String id = indices.documents().id(document);
        Function<RqlField, FieldValues> seen = query.lens().of(id);
        return hit(document, id, query, seen == null || seen == Lens.WHOLE ? indexed(document, indices.of(query.fields())) : seen);
    }

    private Function<RqlField, FieldValues> indexed(D document, Map<RqlField, FieldIndex<D>> fields) {
        return field -> fields.get(field).get(document);
    }

    /** Documents that are seen in part are judged by that part, without the indices; who fits by it fits as a whole too, but for expressions that deny something. */
    private void walk(SearchQuery query, Consumer<Hit<D>> to) {
        Map<RqlField, FieldIndex<D>> fields = indices.of(query.fields());
        Rql filter = query.filter();
        boolean denies = filter != null && !filter.positive();
        Collection<D> candidates = filter == null ? null : new Candidates<>(fields).of(filter.root(), Integer.MAX_VALUE);
        for (D document : candidates == null ? indices.documents().all() : candidates) {
            Function<RqlField, FieldValues> values = indexed(document, fields);
            boolean fits = filter == null || filter.test(values, Dialect.SEARCH);
            if ((fits || denies) && indices.documents().fields(document) != null) {
                String id = indices.documents().id(document);
                Function<RqlField, FieldValues> seen = query.lens().of(id);
                if (seen == Lens.WHOLE ? fits : seen != null && (filter == null || filter.test(seen, Dialect.SEARCH))) {
                    to.accept(hit(document, id, query, seen == Lens.WHOLE ? values : seen));
                }
            }
        }
    }

    private static <D> Hit<D> hit(D document, String id, SearchQuery query, Function<RqlField, FieldValues> fields) {
        List<Object> values = new ArrayList<>(query.sort().size());
        query.sort().forEach(key -> values.add(key.of(fields.apply(key.field()))));
        return new Hit<>(document, id, values);
    }
}
