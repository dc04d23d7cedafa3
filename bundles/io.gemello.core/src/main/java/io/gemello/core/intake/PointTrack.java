package io.gemello.core.intake;

import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.core.normalise.Normaliser;
import io.gemello.core.normalise.PointRules;
import io.gemello.core.site.PointSpec;
import io.gemello.core.units.Affine;
import io.gemello.core.units.CodedUnit;
import java.util.List;

/** A point on its lane: its rules, which a new apply replaces, and its normaliser with the point's memory, which stays. The lane alone calls {@link #accept} and {@link #forget}. */
final class PointTrack {
    private final PointRules rules;
    private final PointSpec spec;
    private final Normaliser normaliser;
    private final boolean history;

    private PointTrack(PointRules rules, PointSpec spec, Normaliser normaliser, boolean history) {
        this.rules = rules;
        this.spec = spec;
        this.normaliser = normaliser;
        this.history = history;
    }

    static PointTrack live(Point point, PointSpec spec, Normaliser normaliser) {
        return new PointTrack(rules(point, spec, spec.sourceUnit(), spec.conversion(), spec.calibration()), spec, normaliser, false);
    }

    /** What is filled in later, in the point's own unit, with a memory apart from that of what is delivered live. */
    static PointTrack history(Point point, PointSpec spec, Normaliser normaliser) {
        return new PointTrack(rules(point, spec, spec.unit(), Affine.IDENTITY, Affine.IDENTITY), spec, normaliser, true);
    }

    private static PointRules rules(Point point, PointSpec spec, CodedUnit source, Affine conversion, Affine calibration) {
        return new PointRules(point, spec.unit(), source, conversion, calibration, spec.detail().states(), spec.detail().min(), spec.detail().max(), spec.rate(),
            spec.flatAfter() == null ? 0 : spec.flatAfter().toNanos());
    }

    /** The same point after an apply. */
    PointTrack under(Point point, PointSpec next) {
        return history ? history(point, next, normaliser) : live(point, next, normaliser);
    }

    /** False for a sample that was dropped as a duplicate. */
    boolean accept(Sample sample, long now, long latestBelievable, List<Reading> out, UnknownUnits unknown) {
        Sample marked = history ? new Sample(sample.to(), sample.value(), sample.unit(), sample.epochNanos(), sample.flags() | Sample.BACK_FILLED) : sample;
        boolean taken = normaliser.accept(rules, marked, now, latestBelievable, out);
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
        return rules.source().code();
    }
}
