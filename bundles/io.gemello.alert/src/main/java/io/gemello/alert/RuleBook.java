package io.gemello.alert;

import java.util.List;
import java.util.Map;

/**
 * All rules of the site made ready for its points.
 *
 * @param rules by alert id, in the order of the files: it is that of transitions of one moment
 * @param faults of the files, notes too
 */
record RuleBook(Map<String, BoundRule> rules, List<BookFault> faults) {
    static final RuleBook EMPTY = new RuleBook(Map.of(), List.of());

    /** Whether nothing is left out of it: an alert that is not in it has no rule any more. */
    boolean whole() {
        return faults.stream().allMatch(BookFault::note);
    }
}
