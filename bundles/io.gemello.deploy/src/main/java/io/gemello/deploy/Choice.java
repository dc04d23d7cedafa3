package io.gemello.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which jar runs under each symbolic name: the newest version; of equal versions one in the folder, the one written last.
 *
 * @param wanted by symbolic name
 * @param passedOver files of the folder that lost, and why
 */
record Choice(Map<String, Candidate> wanted, Map<String, Fault> passedOver) {
    static Choice among(Collection<Candidate> candidates) {
        Map<String, List<Candidate>> byName = new TreeMap<>();
        candidates.forEach(candidate -> byName.computeIfAbsent(candidate.jar().name(), k -> new ArrayList<>()).add(candidate));
        Map<String, Candidate> wanted = new TreeMap<>();
        Map<String, Fault> passedOver = new TreeMap<>();
        byName.forEach((name, rivals) -> {
            rivals.sort(Candidate.PREFERENCE);
            Candidate best = rivals.remove(rivals.size() - 1);
            int level = best.level();
            for (Candidate loser : rivals) {
                level = level == 0 ? loser.level() : level;
                if (loser.fromFolder()) {
                    passedOver.put(loser.file(), older(loser, best));
                }
            }
            wanted.put(name, best.atLevel(level));
        });
        return new Choice(wanted, passedOver);
    }

    private static Fault older(Candidate loser, Candidate best) {
        boolean equal = loser.jar().version().equals(best.jar().version());
        String what = "not installed: " + loser.jar().title() + (equal ? " lies in " + best.from() + " too, written later" : " is older than " + best.jar().version() + " from " + best.from());
        return new Fault(what, "delete this file, or raise its Bundle-Version");
    }
}
