package io.gemello.twin.search;

import io.gemello.twin.rql.Rql;
import io.gemello.twin.rql.RqlField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is searched for.
 *
 * @param filter null for everything
 * @param lens asked of the id of each that fits
 * @param sort empty for the order of ids
 * @param after hits behind this one only; null for all
 */
public record SearchQuery(Rql filter, Lens lens, List<SortKey> sort, Hit<?> after) {
    /** The same, behind a place. */
    public SearchQuery after(Hit<?> place) {
        return new SearchQuery(filter, lens, sort, place);
    }

    Set<RqlField> fields() {
        Set<RqlField> fields = new LinkedHashSet<>();
        if (filter != null) {
            fields.addAll(filter.fields());
        }
        sort.forEach(key -> fields.add(key.field()));
        return fields;
    }
}
