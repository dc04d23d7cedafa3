package io.gemello.bim.doctor;

import io.gemello.bim.doctor.Case.Step;
import io.gemello.bim.doctor.Case.Verdict;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.mapping.Heirs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mapping doctor: compares every new revision of the model with the one before, carries over what it is sure of, and keeps the rest
 * for people to decide. The site's files are never changed: what it knows lies over them, in the data folder. Any thread; everything
 * is on disk before it counts.
 */
public final class Doctor {
    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);
    private final Path file;
    private final FingerprintFile fingerprints;
    private final Supplier<String> time;
    private CaseBook book;
    private volatile String trouble;
    private volatile long revisions;
    private volatile long carried;
    private volatile long decisions;

    /** Thrown where a decision cannot be; the message is for the person. */
    public static final class Impossible extends Exception {
        private static final long serialVersionUID = 1;

        Impossible(String message) {
            super(message);
        }
    }

    /**
     * @param time of now, ISO-8601
     * @throws IOException for files that cannot be understood: decisions are not forgotten silently
     */
    public Doctor(Path folder, Supplier<String> time) throws IOException {
        file = folder.resolve("doctor.json");
        fingerprints = new FingerprintFile(folder);
        this.time = time;
        book = CaseBook.read(file);
    }

    /** A model is to be used from now on. Where it cannot be compared it is used all the same, and {@link #trouble} says why. */
    public synchronized Heirs revised(String revision, IfcModel model) {
        try {
            if (!revision.equals(book.revision())) {
                compare(revision, Fingerprint.all(model));
            }
            trouble = null;
        } catch (IOException | RuntimeException problem) {
            LOG.warn("the new model could not be compared with the one before: {}", problem.toString());
            trouble = problem.toString();
        }
        return book.heirs();
    }

    private void compare(String revision, List<Fingerprint> now) throws IOException {
        CaseBook next = book.revised(revision, null, book.cases(), book.untold());
        if (book.revision() != null && !fingerprints.has(book.revision())) {
            LOG.warn("the fingerprints of the model before have been taken away: the new one is compared with nothing");
        }
        List<Fingerprint> before = book.revision() == null || !fingerprints.has(book.revision()) ? null : fingerprints.read(book.revision());
        if (now.equals(before)) {
            // Other shapes or properties, or values that were written into it: no news of any element.
            next = book.revised(revision, book.compared(), book.cases(), book.untold());
        } else if (before != null) {
            next = new Revision(book, before, revision, now, time.get()).book();
            Compared what = next.compared();
            LOG.info("a new revision of the model: {} mapped elements are as they were, {} were carried over, {} are to be decided on", what.same(), what.carried(), what.asked());
            carried += what.carried();
            revisions++;
        }
        fingerprints.write(revision, now);
        keep(next);
        fingerprints.sweep(revision);
    }

    /**
     * What would come of a model, if it were to be used; nothing is kept.
     *
     * @param cases those that are new, or other than they are
     */
    public record Preview(Compared compared, List<Case> cases) {}

    /** @throws Impossible while there is no model to compare with */
    public Preview preview(IfcModel model) throws IOException, Impossible {
        CaseBook now;
        List<Fingerprint> before;
        synchronized (this) {
            now = book;
            if (now.revision() == null) {
                throw new Impossible("No model has been in use yet.");
            }
            before = fingerprints.read(now.revision());
        }
        CaseBook next = new Revision(now, before, "preview", Fingerprint.all(model), time.get()).book();
        return new Preview(next.compared(), next.cases().values().stream().filter(one -> !one.equals(now.cases().get(one.was().guid()))).toList());
    }

    private void keep(CaseBook next) throws IOException {
        next.write(file);
        book = next;
    }

    /** What is mapped on which element of a revision; of another than the newest that was compared it says nothing. */
    public synchronized void mapped(String revision, Map<String, String> rows, Map<String, Heirs.Found> found) {
        if (revision.equals(book.revision()) && !(rows.equals(book.mapped()) && found.equals(book.found()))) {
            try {
                keep(book.mapped(rows, found));
            } catch (IOException unwritten) {
                LOG.warn("what is mapped could not be written: {}", unwritten.toString());
                trouble = unwritten.toString();
            }
        }
    }

    public synchronized Heirs heirs() {
        return book.heirs();
    }

    public synchronized Collection<Case> cases() {
        return book.cases().values();
    }

    /** Null for none. */
    public synchronized Case of(String guid) {
        return book.cases().get(guid);
    }

    /** Of the model that was compared last; null for none. */
    public synchronized String revision() {
        return book.revision();
    }

    /** Null where no two revisions have been compared. */
    public synchronized Compared compared() {
        return book.compared();
    }

    /**
     * A person decides.
     *
     * @param ifcGuid which it is, or is not; null where it is gone
     * @param rows what is mapped on it now
     */
    public synchronized void decide(String guid, Verdict verdict, String ifcGuid, List<String> rows, String author) throws IOException, Impossible {
        Case one = known(guid);
        if (!one.isOpen()) {
            throw new Impossible("It is decided on already: " + one.state() + " by " + one.decision().author() + ". Undo that first.");
        }
        keep(book.with(one.of(rows).with(new Step(verdict, ifcGuid, author, time.get()))));
        decisions++;
    }

    /** Takes the last step back. @return it */
    public synchronized Step undo(String guid) throws IOException, Impossible {
        Case one = known(guid);
        if (one.steps().isEmpty()) {
            throw new Impossible("Nothing has been decided on it.");
        }
        keep(book.with(one.back()));
        decisions++;
        return one.steps().get(one.steps().size() - 1);
    }

    private Case known(String guid) throws Impossible {
        Case one = book.cases().get(guid);
        if (one == null) {
            throw new Impossible("There is no such case.");
        }
        return one;
    }

    /** What was carried over and has not been told to the audit trail yet: from GlobalId to GlobalId. */
    public synchronized Map<String, String> untold() {
        Map<String, String> news = new HashMap<>();
        for (String guid : book.untold()) {
            Case one = book.cases().get(guid);
            if (one != null) {
                one.steps().stream().filter(step -> step.verdict() == Verdict.CARRIED).forEach(step -> news.put(guid, step.ifcGuid()));
            }
        }
        return news;
    }

    /** {@link #untold} stands in the audit trail. */
    public synchronized void told() throws IOException {
        keep(book.told());
    }

    /** Why the newest model was not compared, or what could not be written; null where all is well. */
    public String trouble() {
        return trouble;
    }

    /** Revisions compared since the start. */
    public long revisions() {
        return revisions;
    }

    /** Elements carried over by itself since the start. */
    public long carried() {
        return carried;
    }

    /** Decisions and undone ones since the start. */
    public long decisions() {
        return decisions;
    }
}
