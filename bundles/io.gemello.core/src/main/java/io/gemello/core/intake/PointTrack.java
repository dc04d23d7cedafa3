package io.gemello.core.intake;

import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.core.normalise.Normaliser;
import io.gemello.core.normalise.PointRules;
import io.gemello.core.site.PointSpec;
import java.util.List;

/** A point on its lane: its rules, which a new apply replaces, and its normaliser with the point's memory, which stays. The lane alone calls {@link #accept} and {@link #forget}. */
final class PointTrack {
    private final PointRules rules;
    private final PointSpec spec;
    private final Normaliser normaliser;

    PointTrack(Point point, PointSpec spec, Normaliser normaliser) {
        this.spec = spec;
        this.normaliser = normaliser;
        rules = new PointRules(point, spec.unit(), spec.sourceUnit(), spec.conversion(), spec.calibration(), spec.detail().states(), spec.detail().min(), spec.detail().max(), spec.rate(),
            spec.flatAfter() == null ? 0 : spec.flatAfter().toNanos());
    }

    /** The same point after an apply. */
    PointTrack under(Point point, PointSpec next) {
        return new PointTrack(point, next, normaliser);
    }

    /** False for a sample that was dropped as a duplicate. */
    boolean accept(Sample sample, long now, long latestBelievable, List<Reading> out, UnknownUnits unknown) {
        boolean taken = normaliser.accept(rules, sample, now, latestBelievable, out);
        if (normaliser.unknownUnit() != null) {
            unknown.note(spec.detail().adapter(), spec.detail().address(), normaliser.unknownUnit(), point().unit());
        }
        return taken;
    }

    void forget(Reading lost) {
        normaliser.forget(lost);
    }

    Point point() {
        return rules.point();
    }

    /** As the source gives it where it does not say. */
    String sourceUnit() {
        return spec.sourceUnit().code();
    }
}
