package io.gemello.core.site;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a site is applied, reported and undone. One apply at a time; the catalogue that stands may be read by any thread. A site
 * with a fault changes nothing.
 */
public final class SiteDesk {
    private final Path folder;
    private final SiteFiles files;
    private final PointRegistry registry;
    private final RetiredAssets retired;
    private final SiteShelf shelf;
    private final Predicate<Point> hasHistory;
    private final SiteEffect effect;
    private volatile SiteCatalogue current;
    private volatile SiteReport report;
    private volatile boolean behind;

    /**
     * @param folder the site's files
     * @param kept {@code DATA/journal/site}, for copies
     * @param hasHistory whether readings of a point are stored: its unit is fixed then
     * @param effect is given every new catalogue, before it stands
     */
    public SiteDesk(Path folder, Path kept, SiteFiles files, PointRegistry registry, Predicate<Point> hasHistory, SiteEffect effect) throws IOException {
        this.folder = folder;
        this.files = files;
        this.registry = registry;
        this.hasHistory = hasHistory;
        this.effect = effect;
        shelf = new SiteShelf(kept);
        retired = new RetiredAssets(kept.resolve("retired-assets.json"));
    }

    /** Null until a site was applied. */
    public SiteCatalogue current() {
        return current;
    }

    /** Null before the first apply was tried. */
    public SiteReport report() {
        return report;
    }

    /** Whether the files in the site's folder could not be applied at the start, and the last good ones run instead. */
    public boolean behind() {
        return behind;
    }

    /**
     * The first apply of this process: where the files have faults, or are those whose apply was undone, what was in force last is
     * taken instead.
     */
    public synchronized SiteReport start() throws IOException {
        Path staged = shelf.stage(folder);
        if (shelf.isUndone(staged) && putApplied()) {
            report = new SiteReport("start", Instant.now(), true, revision(), SiteReport.Changes.NONE, SiteReport.Changes.NONE, SiteReport.Changes.NONE,
                List.of(new Fault(SiteFiles.SITE, 0, "", "the files in " + folder + " are those whose apply was undone; apply them again by POST /api/gemello/site, or change them", true)));
            return report;
        }
        SiteReport first = apply();
        behind = current == null && putApplied();
        return first;
    }

    /** Takes what was in force last, without reading the site's folder; false when there is nothing that can be used. */
    public synchronized boolean takeLast() throws IOException {
        return putApplied();
    }

    private boolean putApplied() throws IOException {
        if (shelf.applied() == null) {
            return false;
        }
        SiteDraft last = files.read(shelf.applied(), folder);
        if (SiteReport.blocks(faults(last))) {
            return false;
        }
        put(last, Math.max(1, shelf.revision()), () -> { });
        return true;
    }

    public synchronized SiteReport apply() throws IOException {
        Path staged = shelf.stage(folder);
        SiteDraft draft = files.read(staged, folder);
        List<Fault> faults = faults(draft);
        if (SiteReport.blocks(faults)) {
            return refuse("apply", faults);
        }
        boolean same = shelf.isApplied(staged);
        if (same && current != null) {
            behind = false;
            report = SiteReport.unchanged("apply", revision(), faults);
            return report;
        }
        // The same files after a restart are the same catalogue.
        long revision = same ? Math.max(1, shelf.revision()) : shelf.revision() + 1;
        SiteReport done = report("apply", draft, revision, faults);
        report = done.with(put(draft, revision, same ? () -> { } : () -> shelf.keepStaged(revision)));
        behind = false;
        return report;
    }

    /** Applies what stood before the last apply. The files in the site's folder are left as they are. */
    public synchronized SiteReport undo() throws IOException {
        if (shelf.previous() == null) {
            throw new IllegalStateException("there is nothing to undo: no site was applied before this one");
        }
        SiteDraft draft = files.read(shelf.previous(), folder);
        List<Fault> faults = faults(draft);
        if (SiteReport.blocks(faults)) {
            return refuse("undo", faults);
        }
        long revision = shelf.revision() + 1;
        SiteReport done = report("undo", draft, revision, faults);
        report = done.with(put(draft, revision, () -> shelf.keepPrevious(revision)));
        behind = false;
        return report;
    }

    private SiteReport refuse(String action, List<Fault> faults) {
        report = SiteReport.unchanged(action, revision(), faults);
        return report;
    }

    /** What applying the files would do, without doing it. */
    public synchronized SiteReport check() throws IOException {
        SiteDraft draft = files.read(folder, folder);
        SiteReport would = report("check", draft, revision(), faults(draft));
        return new SiteReport("check", would.at(), false, revision(), would.assets(), would.points(), would.adapters(), would.faults());
    }

    private List<Fault> faults(SiteDraft draft) {
        List<Fault> faults = new ArrayList<>(draft.faults());
        for (PointSpec spec : draft.points().values()) {
            Point before = registry.byId(spec.id());
            boolean understood = draft.faults().stream().noneMatch(fault -> fault.line() == spec.line() && fault.column().equals("unit"));
            if (before != null && understood && !before.unit().equals(spec.unit().code()) && hasHistory.test(before)) {
                faults.add(new Fault(SiteFiles.POINTS, spec.line(), "unit", "'" + spec.id() + "' has readings in " + before.unit() + "; they would be misread as " + spec.unit().code()
                    + ": give the point a new id, e.g. " + freeId(spec.id(), draft) + ", or keep " + before.unit()));
            }
        }
        return faults;
    }

    private SiteReport report(String action, SiteDraft draft, long revision, List<Fault> faults) {
        Map<String, Object> assetsBefore = new LinkedHashMap<>();
        Map<String, Object> pointsBefore = new LinkedHashMap<>();
        Map<String, Map<String, String>> adaptersBefore = Map.of();
        if (current != null) {
            adaptersBefore = SiteFiles.adapters(current.site().properties());
            current.assets().values().stream().filter(asset -> !asset.retired()).forEach(asset -> assetsBefore.put(asset.id(), asset));
            current.specs().forEach((id, spec) -> pointsBefore.put(id, withoutLine(spec)));
        }
        Map<String, Object> pointsAfter = new LinkedHashMap<>();
        draft.points().forEach((id, spec) -> pointsAfter.put(id, withoutLine(spec)));
        return new SiteReport(action, Instant.now(), true, revision, SiteReport.Changes.between(assetsBefore, draft.assets()),
            SiteReport.Changes.between(pointsBefore, pointsAfter), SiteReport.Changes.between(adaptersBefore, draft.site() == null ? Map.of() : SiteFiles.adapters(draft.site().properties())), faults);
    }

    /** A row that only moved has not changed. */
    private static PointSpec withoutLine(PointSpec spec) {
        return new PointSpec(0, spec.id(), spec.asset(), spec.feature(), spec.quantity(), spec.unit(), spec.sourceUnit(), spec.conversion(), spec.calibration(), spec.rate(),
            spec.flatAfter(), spec.detail());
    }

    private String freeId(String id, SiteDraft draft) {
        int n = 2;
        while (registry.byId(id + "-" + n) != null || draft.points().containsKey(id + "-" + n)) {
            n++;
        }
        return id + "-" + n;
    }

    private long revision() {
        return current == null ? 0 : current.revision();
    }

    /** Remembers the files that were applied. */
    @FunctionalInterface
    private interface Keeping {
        void run() throws IOException;
    }

    /** What can fail comes first, and is taken back if something after it fails: a site is in force whole or not at all. */
    private List<Fault> put(SiteDraft draft, long revision, Keeping keeping) throws IOException {
        RetiredAssets.Update before = retired.present();
        RetiredAssets.Update update = retired.plan(draft.assets().values());
        PointRegistry.Registration keys = registry.plan(draft.points().values());
        Map<String, Asset> assets = new LinkedHashMap<>(draft.assets());
        update.gone().forEach(asset -> assets.putIfAbsent(asset.id(), asset));
        Map<String, Point> points = new LinkedHashMap<>();
        draft.points().keySet().forEach(id -> points.put(id, keys.points().get(id)));
        for (Point old : keys.all()) {
            points.putIfAbsent(old.id(), new Point(old.key(), old.id(), old.asset(), old.feature(), old.quantity(), old.unit(), true));
        }
        // The copies are where the files were read; the site is where the operator keeps them.
        Site site = new Site(draft.site().id(), draft.site().namespace(), draft.site().zone(), folder, draft.site().properties());
        SiteCatalogue next = new SiteCatalogue(site, assets, points, draft.points(), revision);
        keys.write();
        List<Fault> toLookAt;
        try {
            toLookAt = effect.prepare(next);
            retired.take(update);
            keeping.run();
        } catch (IOException | RuntimeException failed) {
            keys.takeBack();
            takeBack(before, failed);
            throw failed;
        }
        keys.stand();
        effect.apply(next);
        current = next;
        return toLookAt;
    }

    /** As far as it can be done: the disk that failed a moment ago may fail again. */
    private void takeBack(RetiredAssets.Update before, Exception failed) {
        try {
            retired.take(before);
            if (current != null) {
                effect.prepare(current);
            }
        } catch (IOException | RuntimeException again) {
            failed.addSuppressed(again);
        }
    }
}
