package io.gemello.bim.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Two revisions of a model, element by element: which of the old ones are surely in the new one, and what the others may be. All
 * elements take part, not the mapped ones alone, so that what is one element is not proposed for another. Used once.
 */
final class Comparison {
    /** By so much the best must be ahead of the next best: of two that are alike neither is sure. */
    private static final double AHEAD = 0.02;
    private static final int PROPOSED = 5;
    /** Of each old one so many are kept while it is worked out: enough to see whether the best is alone. */
    private static final int MAX_KEPT = 20;
    /** Of fewer elements nobody can say that the model as a whole has been moved. */
    private static final int LEAST_MOVED = 5;

    /**
     * @param sure the element that it is now; null where nobody can be sure
     * @param candidates the best first; empty where it is sure, and where nothing is like it
     */
    record Outcome(Fingerprint was, Candidate sure, List<Candidate> candidates) {}

    private record Pair(Fingerprint was, Kinship kinship, Fingerprint is, double score) {}

    private final Map<String, Fingerprint> old = new LinkedHashMap<>();
    private final Map<String, Fingerprint> now = new LinkedHashMap<>();
    private final Map<String, Candidate> sure = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Fingerprint> tagsThen;
    private final Map<String, Fingerprint> tagsNow;
    private double[] shift = new double[3];

    private Comparison(Collection<Fingerprint> then, Collection<Fingerprint> now) {
        then.forEach(one -> old.putIfAbsent(one.guid(), one));
        now.forEach(one -> this.now.put(one.guid(), one));
        tagsThen = single(old.values());
        tagsNow = single(now);
    }

    /** By the old ones' GlobalIds. */
    static Map<String, Outcome> of(Collection<Fingerprint> then, Collection<Fingerprint> now) {
        return new Comparison(then, now).work();
    }

    private static String tagOf(Fingerprint one) {
        return one.tag() == null ? null : one.entity() + " " + one.tag();
    }

    /** Those whose tag no other of their kind has. */
    private static Map<String, Fingerprint> single(Collection<Fingerprint> all) {
        Map<String, Fingerprint> tags = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (Fingerprint one : all) {
            String tag = tagOf(one);
            if (tag != null && tags.putIfAbsent(tag, one) != null) {
                several.add(tag);
            }
        }
        tags.keySet().removeAll(several);
        return tags;
    }

    private Map<String, Outcome> work() {
        shift = shift();
        settle(was -> now.get(was.guid()));
        settle(was -> tagsThen.get(tagOf(was)) == was ? tagsNow.get(tagOf(was)) : null);
        Map<String, List<Pair>> open = pairs();
        settleMutual(open);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Fingerprint was : old.values()) {
            Candidate found = sure.get(was.guid());
            List<Candidate> candidates = found != null ? List.of() : open.getOrDefault(was.guid(), List.of()).stream().filter(pair -> !taken.contains(pair.is().guid())).limit(PROPOSED).map(pair -> pair.kinship().candidate()).toList();
            outcomes.put(was.guid(), new Outcome(was, found, candidates));
        }
        return outcomes;
    }

    private Pair judge(Fingerprint was, Fingerprint is) {
        boolean tagged = was.tag() != null && tagsThen.get(tagOf(was)) == was && tagsNow.get(tagOf(was)) == is;
        Kinship kinship = new Kinship(was, is, tagged, shift);
        return new Pair(was, kinship, is, kinship.score());
    }

    private void settle(Function<Fingerprint, Fingerprint> same) {
        for (Fingerprint was : old.values()) {
            Fingerprint is = sure.containsKey(was.guid()) ? null : same.apply(was);
            if (is != null && !taken.contains(is.guid())) {
                Pair judged = judge(was, is);
                if (judged.score() >= Kinship.SURE) {
                    take(judged);
                }
            }
        }
    }

    private void take(Pair pair) {
        sure.put(pair.was().guid(), pair.kinship().candidate());
        taken.add(pair.is().guid());
    }

    /** What each of the old ones that are left may be, the best first. */
    private Map<String, List<Pair>> pairs() {
        Neighbours free = new Neighbours(now.values().stream().filter(one -> !taken.contains(one.guid())).toList());
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        for (Fingerprint was : old.values()) {
            if (!sure.containsKey(was.guid())) {
                Map<String, Fingerprint> near = free.of(was, shift);
                for (Fingerprint is : Arrays.asList(now.get(was.guid()), tagsNow.get(tagOf(was)))) {
                    if (is != null) {
                        near.put(is.guid(), is);
                    }
                }
                List<Pair> found = new ArrayList<>();
                for (Fingerprint is : near.values()) {
                    if (!taken.contains(is.guid())) {
                        Pair judged = judge(was, is);
                        if (judged.score() >= Kinship.LEAST) {
                            found.add(judged);
                        }
                    }
                }
                found.sort(Comparator.comparingDouble(Pair::score).reversed().thenComparing(pair -> pair.is().guid()));
                pairs.put(was.guid(), List.copyOf(found.subList(0, Math.min(MAX_KEPT, found.size()))));
            }
        }
        return pairs;
    }

    /** Takes those that are each other's best, and well ahead of the next best on both sides. */
    private void settleMutual(Map<String, List<Pair>> open) {
        Map<String, List<Pair>> backwards = new HashMap<>();
        open.values().forEach(pairs -> pairs.forEach(pair -> backwards.computeIfAbsent(pair.is().guid(), guid -> new ArrayList<>()).add(pair)));
        for (List<Pair> pairs : open.values()) {
            if (!pairs.isEmpty() && pairs.get(0).score() >= Kinship.SURE) {
                Pair best = pairs.get(0);
                double bar = best.score() - AHEAD;
                if (pairs.stream().skip(1).noneMatch(pair -> pair.score() > bar) && backwards.get(best.is().guid()).stream().noneMatch(pair -> pair != best && pair.score() > bar)) {
                    take(best);
                }
            }
        }
    }

    /** The move that at least half of the elements with the same GlobalId have made: another origin of the model is no news of an element. */
    private double[] shift() {
        List<double[]> moves = new ArrayList<>();
        for (Fingerprint was : old.values()) {
            Fingerprint is = now.get(was.guid());
            if (is != null && !was.position().isEmpty() && !is.position().isEmpty()) {
                moves.add(new double[] {is.position().get(0) - was.position().get(0), is.position().get(1) - was.position().get(1), is.position().get(2) - was.position().get(2)});
            }
        }
        double[] middle = new double[3];
        for (int axis = 0; axis < 3 && !moves.isEmpty(); axis++) {
            int i = axis;
            middle[i] = moves.stream().mapToDouble(move -> move[i]).sorted().skip(moves.size() / 2).findFirst().orElse(0);
        }
        long alike = moves.stream().filter(move -> Math.abs(move[0] - middle[0]) + Math.abs(move[1] - middle[1]) + Math.abs(move[2] - middle[2]) < Kinship.SAME_PLACE).count();
        return alike >= LEAST_MOVED && alike * 2 > moves.size() ? middle : new double[3];
    }
}
