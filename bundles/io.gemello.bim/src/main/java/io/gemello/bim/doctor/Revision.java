package io.gemello.bim.doctor;

import io.gemello.bim.doctor.Case.Step;
import io.gemello.bim.doctor.Case.Verdict;
import io.gemello.bim.doctor.Comparison.Outcome;
import io.gemello.bim.mapping.Heirs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a new revision makes of the case book. Used once. */
final class Revision {
    /** In {@link Step#author}. */
    static final String DOCTOR = "doctor";
    private final CaseBook book;
    private final String revision;
    private final List<Fingerprint> now;
    private final String time;
    private final Map<String, Outcome> outcomes;
    private final Map<String, Fingerprint> there;
    private final Map<String, Fingerprint> then;
    private final Map<String, Case> cases;
    private final Map<String, List<String>> rows = new HashMap<>();
    private final Set<String> untold;
    private final Heirs heirs;

    /** @param before fingerprints of the book's revision @param time of the comparison, ISO-8601 */
    Revision(CaseBook book, List<Fingerprint> before, String revision, List<Fingerprint> now, String time) {
        this.book = book;
        this.revision = revision;
        this.now = now;
        this.time = time;
        then = byGuid(before);
        there = byGuid(now);
        cases = new LinkedHashMap<>(book.cases());
        untold = new HashSet<>(book.untold());
        heirs = book.heirs();
        new TreeMap<>(book.mapped()).forEach((row, guid) -> rows.computeIfAbsent(heirs.last(guid), is -> new ArrayList<>()).add(row));
        outcomes = Comparison.of(old(before), now);
    }

    /** What nobody has decided on is looked for in every new revision as it was, whatever has its GlobalId now; and what it may be stays free for it until something is mapped on that. */
    private List<Fingerprint> old(List<Fingerprint> before) {
        List<Case> open = cases.values().stream().filter(Case::isOpen).toList();
        Set<String> maybe = open.stream().flatMap(one -> one.candidates().stream()).map(Candidate::guid).filter(guid -> !rows.containsKey(guid)).collect(Collectors.toSet());
        List<Fingerprint> old = new ArrayList<>(open.stream().map(Case::was).toList());
        before.stream().filter(one -> !maybe.contains(one.guid())).forEach(old::add);
        return old;
    }

    private static Map<String, Fingerprint> byGuid(List<Fingerprint> all) {
        return all.stream().collect(Collectors.toMap(Fingerprint::guid, one -> one, (first, second) -> first, LinkedHashMap::new));
    }

    CaseBook book() {
        int before = untold.size();
        int asked = 0;
        int same = returned();
        for (String guid : rows.keySet().stream().sorted().toList()) {
            Outcome outcome = outcomes.get(guid);
            if (outcome != null && outcome.sure() != null && outcome.sure().guid().equals(guid)) {
                same++;
                cases.remove(guid);
            } else if (outcome != null) {
                Case is = next(cases.get(guid), outcome);
                cases.put(guid, is);
                asked += is.isOpen() ? 1 : 0;
            }
        }
        prune();
        int added = (int) now.stream().filter(one -> !then.containsKey(one.guid())).count();
        return book.revised(revision, new Compared(book.revision(), time, same, untold.size() - before, asked, added), cases, untold);
    }

    /** Where an element is there again that something else was taken for, and that is gone, it stands for itself again. @return how many */
    private int returned() {
        int back = 0;
        for (Case one : List.copyOf(cases.values())) {
            if (returned(one)) {
                back++;
                cases.remove(one.was().guid());
                rows.getOrDefault(heirs.last(one.was().guid()), new ArrayList<>()).removeAll(one.rows());
            }
        }
        rows.values().removeIf(List::isEmpty);
        return back;
    }

    private boolean returned(Case one) {
        Step decision = one.decision();
        Fingerprint back = there.get(one.was().guid());
        return decision != null && back != null && !one.doubted() && (decision.ifcGuid() == null || !there.containsKey(heirs.last(one.was().guid())))
            && new Kinship(one.was(), back, false, new double[3]).score() >= Kinship.SURE;
    }

    private Case next(Case was, Outcome outcome) {
        Case open = was != null && was.isOpen() ? was.looked(revision, outcome.candidates())
            : new Case(outcome.was(), revision, rows.getOrDefault(outcome.was().guid(), List.of()), outcome.candidates(), List.of(), false);
        Candidate sure = outcome.sure();
        if (sure == null) {
            return open;
        }
        open = open.looked(revision, List.of(sure));
        if (open.doubted() || open.rejected().contains(sure.guid())) {
            return open;
        }
        untold.add(outcome.was().guid());
        // What the new one was taken for once is past: it is there itself.
        cases.remove(sure.guid());
        return open.with(new Step(Verdict.CARRIED, sure.guid(), DOCTOR, time));
    }

    /** Of what nothing is mapped on any more nobody is asked; what was retired stays, for a later model may have it again. */
    private void prune() {
        Set<String> used = new HashSet<>(rows.keySet());
        while (cases.values().stream().filter(one -> !one.isOpen() && used.contains(one.decision().ifcGuid())).map(one -> one.was().guid()).filter(used::add).count() > 0) { }
        cases.values().removeIf(one -> !used.contains(one.was().guid()) && (one.isOpen() || one.decision().verdict() != Verdict.RETIRED));
    }
}
