package io.gemello.twin.search;

import java.util.List;

/**
 * A document that was found, with the values that it is sorted by.
 *
 * @param document null for a place between two pages, from which to go on
 * @param values one for each sort key, null for none
 */
public record Hit<D>(D document, String id, List<Object> values) {
    /** By the keys, then by id. */
    static int compare(List<SortKey> keys, Hit<?> left, Hit<?> right) {
        for (int i = 0; i < keys.size(); i++) {
            int order = keys.get(i).compare(left.values.get(i), right.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return left.id.compareTo(right.id);
    }
}
