package io.gemello.core.site;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an apply, an undo or a check came to.
 *
 * @param action {@code apply}, {@code undo} or {@code check}
 * @param applied whether the catalogue was changed
 * @param faults and warnings; empty when the files are in order
 */
public record SiteReport(String action, Instant at, boolean applied, long revision, Changes assets, Changes points, List<Fault> faults) {
    /** Whether something keeps the site from being applied. */
    public boolean refused() {
        return blocks(faults);
    }

    static boolean blocks(List<Fault> faults) {
        return faults.stream().anyMatch(fault -> !fault.warning());
    }

    /** Ids, in the order of the files. */
    public record Changes(List<String> added, List<String> changed, List<String> retired) {
        static final Changes NONE = new Changes(List.of(), List.of(), List.of());

        /** @param before and after by id; values that are equal have not changed */
        static Changes between(Map<String, ?> before, Map<String, ?> after) {
            return new Changes(
                after.keySet().stream().filter(id -> !before.containsKey(id)).toList(),
                after.keySet().stream().filter(id -> before.containsKey(id) && !before.get(id).equals(after.get(id))).toList(),
                before.keySet().stream().filter(id -> !after.containsKey(id)).toList());
        }

        public boolean none() {
            return added.isEmpty() && changed.isEmpty() && retired.isEmpty();
        }
    }
}
