package io.gemello.core.site;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an apply, an undo or a check came to.
 *
 * @param action {@code apply}, {@code undo} or {@code check}
 * @param applied whether the catalogue was changed
 * @param faults and warnings; empty when the files are in order
 */
public record SiteReport(String action, Instant at, boolean applied, long revision, Changes assets, Changes points, Changes adapters, List<Fault> faults) {
    /** Nothing was changed. */
    static SiteReport unchanged(String action, long revision, List<Fault> faults) {
        return new SiteReport(action, Instant.now(), false, revision, Changes.NONE, Changes.NONE, Changes.NONE, faults);
    }

    SiteReport with(List<Fault> more) {
        return more.isEmpty() ? this : new SiteReport(action, at, applied, revision, assets, points, adapters, Stream.concat(faults.stream(), more.stream()).toList());
    }

    /** What came of it, one sentence. */
    public String sentence() {
        if (refused()) {
            long blocking = faults.stream().filter(fault -> !fault.warning()).count();
            return "refused for " + blocking + (blocking == 1 ? " fault" : " faults") + "; what ran before still runs";
        }
        return applied ? "applied as revision " + revision + ": assets " + assets + "; points " + points + "; adapters " + adapters
            : "nothing has changed: these files run already, as revision " + revision;
    }

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

        /** Those of them that pass. */
        public Changes only(Predicate<String> passes) {
            return new Changes(added.stream().filter(passes).toList(), changed.stream().filter(passes).toList(), retired.stream().filter(passes).toList());
        }

        /** {@code 1 added, 0 changed, 2 retired}. */
        @Override
        public String toString() {
            return added.size() + " added, " + changed.size() + " changed, " + retired.size() + " retired";
        }
    }
}
