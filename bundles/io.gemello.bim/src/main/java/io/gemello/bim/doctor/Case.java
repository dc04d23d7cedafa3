package io.gemello.bim.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mapped element that a new revision has not under its GlobalId, or perhaps as another thing. Immutable.
 *
 * @param was as it was last seen
 * @param revision the newest that it was looked for in
 * @param rows what is mapped on it: {@code asset/ID}, {@code point/ID}
 * @param candidates the best first; empty where nothing is like it
 * @param steps what has been decided, the newest last
 * @param doubted whether a person has taken back what was carried over by itself: it is not done so again
 */
public record Case(Fingerprint was, String revision, List<String> rows, List<Candidate> candidates, List<Step> steps, boolean doubted) {
    /** The state of what waits for a decision. */
    public static final String OPEN = "open";

    /** What can be decided. */
    public enum Verdict {
        /** By the doctor, being sure. */
        CARRIED,
        /** A person says which element it is now. */
        ACCEPTED,
        /** A person says which it is not. It stays open. */
        REJECTED,
        /** A person says that it is gone. */
        RETIRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param ifcGuid null where it is about none @param time ISO-8601 */
    public record Step(Verdict verdict, String ifcGuid, String author, String time) {}

    public Case {
        rows = List.copyOf(rows);
        candidates = List.copyOf(candidates);
        steps = List.copyOf(steps);
    }

    /** Null while it is open. */
    @JsonIgnore
    public Step decision() {
        Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        return last == null || last.verdict() == Verdict.REJECTED ? null : last;
    }

    @JsonIgnore
    public boolean isOpen() {
        return decision() == null;
    }

    /** As every surface shows it. */
    public String state() {
        return isOpen() ? OPEN : decision().verdict().word();
    }

    /** GlobalIds that a person has said it is not. */
    @JsonIgnore
    public Set<String> rejected() {
        Set<String> all = new TreeSet<>();
        steps.stream().filter(step -> step.verdict() == Verdict.REJECTED).forEach(step -> all.add(step.ifcGuid()));
        return all;
    }

    Case with(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new Case(was, revision, rows, candidates, all, doubted);
    }

    /** Without its last step. */
    Case back() {
        return new Case(was, revision, rows, candidates, steps.subList(0, steps.size() - 1), doubted || steps.get(steps.size() - 1).verdict() == Verdict.CARRIED);
    }

    Case looked(String in, List<Candidate> found) {
        return new Case(was, in, rows, found, steps, doubted);
    }

    Case of(List<String> mapped) {
        return new Case(was, revision, mapped, candidates, steps, doubted);
    }
}
