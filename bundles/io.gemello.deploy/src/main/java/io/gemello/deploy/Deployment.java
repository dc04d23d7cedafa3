package io.gemello.deploy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Makes the framework run what folder and distribution ask for. Only one thread comes here at a time. */
final class Deployment {
    private final Folder folder;
    private final Wishes wishes;
    private final LiveBundles live;
    private final Faults faults;
    private final Steps steps;
    private final Managed managed;
    private final Map<String, Change> unproven = new LinkedHashMap<>();
    private Set<String> passedOver = Set.of();
    /** Files whose content has failed in this reconciliation: not tried again before something else has changed. */
    private final Set<String> failedNow = new TreeSet<>();
    private boolean settled;
    private boolean pending;

    Deployment(Folder folder, Wishes wishes, LiveBundles live, Steps steps, Faults faults, Managed managed) {
        this.folder = folder;
        this.wishes = wishes;
        this.live = live;
        this.faults = faults;
        this.steps = steps;
        this.managed = managed;
    }

    /** Looks into the folder once and does what follows from it; again at the next look if that fails. */
    void look() throws IOException, InterruptedException {
        pending |= folder.scan();
        if (pending) {
            reconcile();
        }
    }

    /** All start levels have been gone through: what was only marked for starting must run by now. */
    void settle() throws IOException, InterruptedException {
        settled = true;
        List<Change> marked = List.copyOf(unproven.values());
        unproven.clear();
        boolean failed = false;
        for (Change change : marked) {
            Bundle bundle = live.find(change.name());
            failed |= bundle != null && !LiveBundles.runs(bundle) && !start(change, bundle);
        }
        if (failed) {
            reconcile();
        }
    }

    private void reconcile() throws IOException, InterruptedException {
        boolean again = true;
        // Each round either ends it or takes one content off some file's offer.
        for (int round = 0; again && round <= 2 * folder.files().size() + 2; round++) {
            Choice choice = wishes.choice(managed.names());
            tell(choice);
            List<Change> changes = changes(choice);
            again = !changes.isEmpty() && apply(changes);
        }
        pending = false;
        failedNow.clear();
        if (settled) {
            folder.files().stream().filter(file -> !passedOver.contains(file.name())).forEach(DeployedFile::prove);
        }
        folder.tidy();
    }

    private void tell(Choice choice) {
        Set<String> now = new TreeSet<>(choice.passedOver().keySet());
        passedOver.stream().filter(file -> !now.contains(file)).forEach(faults::mended);
        // What did not start keeps its own reason.
        now.removeIf(file -> !passedOver.contains(file) && faults.of(file) != null);
        now.forEach(file -> faults.report(file, choice.passedOver().get(file)));
        passedOver = now;
    }

    private List<Change> changes(Choice choice) throws IOException {
        Set<String> names = new TreeSet<>(managed.names());
        names.addAll(choice.wanted().keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Candidate wanted = choice.wanted().get(name);
            Bundle running = live.find(name);
            boolean same = wanted == null ? running == null : running != null && live.digest(running).equals(wanted.jar().digest());
            if (same) {
                managed.set(name, wanted != null && wanted.file() != null);
                faults.mended(name);
            } else if (!waitsForRestart(name, wanted, running)) {
                changes.add(new Change(name, running, wanted));
            }
        }
        return changes;
    }

    private boolean waitsForRestart(String name, Candidate wanted, Bundle running) {
        boolean fragment = wanted != null && wanted.jar().fragment() || running != null && LiveBundles.isFragment(running);
        boolean floor = running != null && LiveBundles.isWired(running) && live.carriesMe(running);
        if (live.isFramework(name)) {
            faults.report(wanted.file(), new Fault("it is the framework itself", "replace the distribution instead"));
            return true;
        }
        if (!floor && !(fragment && settled)) {
            return false;
        }
        String file = wanted == null || wanted.file() == null ? name : wanted.file();
        faults.report(file, Fault.atNextStart((wanted == null ? name + " goes" : wanted.jar().title() + " is taken") + " at the next start only: others are built on it"));
        return true;
    }

    /** @return whether it must be looked at again, because something did not start or something new may help others */
    private boolean apply(List<Change> changes) throws IOException, InterruptedException {
        Map<Change, Bundle> changed = new LinkedHashMap<>();
        List<Bundle> rewire = new ArrayList<>();
        boolean failed = false;
        for (Change change : changes) {
            managed.set(change.name(), true);
            boolean wired = change.running() != null && LiveBundles.isWired(change.running());
            try {
                changed.put(change, steps.put(change));
                if (wired) {
                    rewire.add(change.running());
                }
            } catch (BundleException | IOException refused) {
                notStarted(change, refused);
                failed = true;
            }
        }
        live.refresh(rewire);
        List<Map.Entry<Change, Bundle>> order = new ArrayList<>(changed.entrySet());
        order.removeIf(entry -> entry.getKey().wanted() == null);
        order.sort(Comparator.comparingInt(entry -> entry.getValue().adapt(BundleStartLevel.class).getStartLevel()));
        boolean came = false;
        for (var entry : order) {
            Change change = entry.getKey();
            if (!start(change, entry.getValue())) {
                failed = true;
                continue;
            }
            steps.done(change);
            if (!settled) {
                unproven.put(change.name(), change);
            }
            if (isNew(change)) {
                faults.mended(change.wanted().file());
                came = true;
            }
        }
        boolean retried = came && retryOthers();
        return failed || retried;
    }

    private boolean start(Change change, Bundle bundle) {
        try {
            steps.start(change, bundle);
            return true;
        } catch (BundleException failed) {
            notStarted(change, failed);
            return false;
        }
    }

    /** Takes a content off its file's offer. */
    private void notStarted(Change change, Exception failed) {
        String name = change.name();
        Candidate wanted = change.wanted();
        DeployedFile file = wanted == null || wanted.file() == null ? null : folder.file(wanted.file());
        if (file == null) {
            faults.report(name, new Fault(change.title() + " of the distribution does not start: " + Reasons.of(failed), "see the log"));
            return;
        }
        failedNow.add(file.name());
        file.revert(wanted.asked(), Reasons.isUnresolved(failed));
        boolean before = change.running() != null;
        faults.report(file.name(), new Fault(change.title() + " does not start: " + Reasons.of(failed) + (before ? "; what ran before is put back" : ""), "mend the bundle, or delete the file"));
    }

    /** What is put back does not mend what was tried, and brings nothing that others have waited for. */
    private boolean isNew(Change change) {
        return change.wanted().file() != null && !failedNow.contains(change.wanted().file());
    }

    private boolean retryOthers() {
        boolean any = false;
        for (DeployedFile file : folder.files()) {
            any |= !failedNow.contains(file.name()) && file.retry();
        }
        return any;
    }
}
