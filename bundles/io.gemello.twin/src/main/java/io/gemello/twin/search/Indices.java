package io.gemello.twin.search;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.RqlField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An index for each field that queries named lately. It is made by the thread that asks first; from the moment it is known
 * here {@link #changed} keeps it up to date, so a query sees every change that was told before.
 */
public final class Indices<D> {
    private final Documents<D> documents;
    private final long maxEntries;
    private final Map<RqlField, FieldIndex<D>> known = new ConcurrentHashMap<>();

    /** @param maxEntries of all indices; beyond it the least recently asked for are forgotten, but never those of one query */
    public Indices(Documents<D> documents, long maxEntries) {
        this.documents = documents;
        this.maxEntries = maxEntries;
    }

    Documents<D> documents() {
        return documents;
    }

    public int size() {
        return known.size();
    }

    /** Of all indices. */
    public long entries() {
        return known.values().stream().mapToLong(FieldIndex::size).sum();
    }

    /** To be called after each change of a document, by one thread. @param concerns whether a field may have another value now */
    public void changed(D document, Function<RqlField, Boolean> concerns) {
        if (known.isEmpty()) {
            return;
        }
        Function<RqlField, FieldValues> fields = null;
        boolean gone = false;
        for (Map.Entry<RqlField, FieldIndex<D>> index : known.entrySet()) {
            if (concerns.apply(index.getKey())) {
                if (fields == null && !gone) {
                    fields = documents.fields(document);
                    gone = fields == null;
                }
                index.getValue().put(document, documents.id(document), gone ? null : fields.apply(index.getKey()));
            }
        }
    }

    /** Indices of these fields; made where there are none. */
    Map<RqlField, FieldIndex<D>> of(Collection<RqlField> fields) {
        Map<RqlField, FieldIndex<D>> found = new HashMap<>();
        List<RqlField> missing = new ArrayList<>();
        for (RqlField field : fields) {
            FieldIndex<D> index = known.get(field);
            if (index == null || !index.whole()) {
                missing.add(field);
            } else {
                found.put(field, index.use());
            }
        }
        if (!missing.isEmpty()) {
            make(missing, found);
        }
        return found;
    }

    /** One thread at a time; queries that need no new index do not wait for it. */
    private synchronized void make(List<RqlField> wanted, Map<RqlField, FieldIndex<D>> found) {
        List<RqlField> missing = new ArrayList<>();
        for (RqlField field : wanted) {
            FieldIndex<D> index = known.computeIfAbsent(field, key -> new FieldIndex<>());
            found.put(field, index.use());
            if (!index.whole()) {
                missing.add(field);
            }
        }
        documents.all().forEach(document -> fill(document, missing, found));
        missing.forEach(field -> found.get(field).finish());
        forget(found);
    }

    /** What stands in the document is looked up while the index is held: so whatever the other thread tells of it comes after. */
    private void fill(D document, List<RqlField> missing, Map<RqlField, FieldIndex<D>> indices) {
        String id = documents.id(document);
        for (RqlField field : missing) {
            FieldIndex<D> index = indices.get(field);
            synchronized (index) {
                Function<RqlField, FieldValues> fields = documents.fields(document);
                index.put(document, id, fields == null ? null : fields.apply(field));
            }
        }
    }

    private void forget(Map<RqlField, FieldIndex<D>> needed) {
        long entries = entries();
        List<Map.Entry<RqlField, FieldIndex<D>>> oldest = new ArrayList<>(known.entrySet());
        oldest.sort(Comparator.comparingLong(index -> index.getValue().used()));
        for (Map.Entry<RqlField, FieldIndex<D>> index : oldest) {
            if (entries > maxEntries && !needed.containsKey(index.getKey())) {
                entries -= index.getValue().size();
                known.remove(index.getKey());
            }
        }
    }
}
