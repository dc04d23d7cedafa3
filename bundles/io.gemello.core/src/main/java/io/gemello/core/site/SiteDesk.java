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
import java.util.function.Consumer;
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
    private final Consumer<SiteCatalogue> apply;
    private volatile SiteCatalogue current;
    private volatile SiteReport report;
    private volatile boolean behind;

    /**
     * @param folder the site's files
     * @param kept {@code DATA/journal/site}, for copies
     * @param hasHistory whether readings of a point are stored: its unit is fixed then
     * @param apply is given every new catalogue, before it stands
     */
    public SiteDesk(Path folder, Path kept, SiteFiles files, PointRegistry registry, Predicate<Point> hasHistory, Consumer<SiteCatalogue> apply) throws IOException {
        this.folder = folder;
        this.files = files;
        this.registry = registry;
        this.hasHistory = hasHistory;
        this.apply = apply;
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

    /** The first apply of this process: where the files have faults, the last good ones are taken instead. */
    public synchronized SiteReport start() throws IOException {
        SiteReport first = apply();
        if (current == null && shelf.applied() != null) {
            SiteDraft last = files.read(shelf.applied());
            if (faults(last).isEmpty()) {
                put(last);
                behind = true;
            }
        }
        return first;
    }

    public synchronized SiteReport apply() throws IOException {
        Path staged = shelf.stage(folder);
        SiteDraft draft = files.read(staged);
        List<Fault> faults = faults(draft);
        if (!faults.isEmpty()) {
            report = new SiteReport("apply", Instant.now(), false, revision(), SiteReport.Changes.NONE, SiteReport.Changes.NONE, faults);
            return report;
        }
        boolean same = shelf.isApplied(staged);
        report = same && current != null && !behind ? unchanged() : report("apply", draft);
        if (report.applied()) {
            put(draft);
            if (!same) {
                shelf.keepStaged();
            }
            behind = false;
        }
        return report;
    }

    /** Applies what stood before the last apply. The files in the site's folder are left as they are. */
    public synchronized SiteReport undo() throws IOException {
        if (shelf.previous() == null) {
            throw new IllegalStateException("there is nothing to undo: no site was applied before this one");
        }
        SiteDraft draft = files.read(shelf.previous());
        List<Fault> faults = faults(draft);
        if (!faults.isEmpty()) {
            report = new SiteReport("undo", Instant.now(), false, revision(), SiteReport.Changes.NONE, SiteReport.Changes.NONE, faults);
            return report;
        }
        report = report("undo", draft);
        put(draft);
        shelf.keepPrevious();
        return report;
    }

    /** What applying the files would do, without doing it. */
    public synchronized SiteReport check() throws IOException {
        SiteDraft draft = files.read(folder);
        List<Fault> faults = faults(draft);
        SiteReport would = report("check", draft);
        return new SiteReport("check", would.at(), false, revision(), would.assets(), would.points(), faults);
    }

    private List<Fault> faults(SiteDraft draft) {
        List<Fault> faults = new ArrayList<>(draft.faults());
        for (PointSpec spec : draft.points().values()) {
            Point before = registry.byId(spec.id());
            if (before != null && !before.unit().equals(spec.unit().code()) && hasHistory.test(before)) {
                faults.add(new Fault(SiteFiles.POINTS, spec.line(), "unit", "'" + spec.id() + "' has readings in " + before.unit() + "; they would be misread as " + spec.unit().code()
                    + ": give the point a new id, or keep " + before.unit()));
            }
        }
        return faults;
    }

    private SiteReport unchanged() {
        return new SiteReport("apply", Instant.now(), false, revision(), SiteReport.Changes.NONE, SiteReport.Changes.NONE, List.of());
    }

    private SiteReport report(String action, SiteDraft draft) {
        Map<String, Object> assetsBefore = new LinkedHashMap<>();
        Map<String, Object> pointsBefore = new LinkedHashMap<>();
        if (current != null) {
            current.assets().values().stream().filter(asset -> !asset.retired()).forEach(asset -> assetsBefore.put(asset.id(), asset));
            current.specs().forEach((id, spec) -> pointsBefore.put(id, withoutLine(spec)));
        }
        Map<String, Object> pointsAfter = new LinkedHashMap<>();
        draft.points().forEach((id, spec) -> pointsAfter.put(id, withoutLine(spec)));
        return new SiteReport(action, Instant.now(), true, revision() + 1, SiteReport.Changes.between(assetsBefore, draft.assets()),
            SiteReport.Changes.between(pointsBefore, pointsAfter), List.of());
    }

    /** A row that only moved has not changed. */
    private static PointSpec withoutLine(PointSpec spec) {
        return new PointSpec(0, spec.id(), spec.asset(), spec.feature(), spec.quantity(), spec.unit(), spec.sourceUnit(), spec.conversion(), spec.calibration(), spec.rate(),
            spec.flatAfter(), spec.detail());
    }

    private long revision() {
        return current == null ? 0 : current.revision();
    }

    private void put(SiteDraft draft) throws IOException {
        Map<String, Asset> assets = new LinkedHashMap<>(draft.assets());
        retired.update(draft.assets().values()).forEach(asset -> assets.putIfAbsent(asset.id(), asset));
        Map<String, Point> registered = registry.register(draft.points().values());
        Map<String, Point> points = new LinkedHashMap<>();
        draft.points().keySet().forEach(id -> points.put(id, registered.get(id)));
        for (Point old : registry.all()) {
            points.putIfAbsent(old.id(), new Point(old.key(), old.id(), old.asset(), old.feature(), old.quantity(), old.unit(), true));
        }
        // The copies are where the files were read; the site is where the operator keeps them.
        Site site = new Site(draft.site().id(), draft.site().namespace(), draft.site().zone(), folder, draft.site().properties());
        SiteCatalogue next = new SiteCatalogue(site, assets, points, draft.points(), revision() + 1);
        apply.accept(next);
        current = next;
    }
}
