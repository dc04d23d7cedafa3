package io.gemello.adapter.derived;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeIntake;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Computes a trial site's formulas without threads. Times are seconds. */
final class Bench {
    static final long SECOND = 1_000_000_000L;
    private final TrialSite site;
    private final Map<Integer, Slot> slots = new HashMap<>();
    private final IntakeSession session = new FakeIntake().open(new AdapterInfo("derived", "derived", ""));
    private final Evaluation evaluation = new Evaluation(SECOND, 3600 * SECOND, new Counts());
    private Derivations derivations;

    Bench(TrialSite site) {
        this.site = site;
        evaluation.at(new Evaluation.Moment(0, false, true));
        install();
    }

    void install() {
        derivations = Derivations.of(site, TrialSite.ADAPTER, point -> slots.computeIfAbsent(point.key(), key -> new Slot()), point -> session.bind(site.detail(point.id()).address()));
        evaluation.install(derivations);
    }

    List<String> faults() {
        return derivations.faults();
    }

    Slot slot(String point) {
        return slots.get(site.get(point).key());
    }

    Bench clock(double seconds) {
        evaluation.at(new Evaluation.Moment(Math.round(seconds * SECOND), false, true));
        return this;
    }

    Bench read(String point, double seconds, double value) {
        return read(point, seconds, value, 0);
    }

    Bench read(String point, double seconds, double value, int quality) {
        evaluation.take(new Reading(site.get(point), Math.round(seconds * SECOND), value, quality));
        return this;
    }

    /** What is due, closing the interval under way; by the point. */
    Map<String, Sample> close() {
        evaluation.close();
        return due();
    }

    Map<String, Sample> due() {
        Map<String, String> byAddress = site.points().values().stream().collect(Collectors.toMap(point -> site.detail(point.id()).address(), point -> point.id()));
        Map<String, Sample> due = new LinkedHashMap<>();
        for (Sample sample : evaluation.due()) {
            due.put(byAddress.get(sample.to().address()), sample);
        }
        return due;
    }

    double value(String point) {
        Sample sample = close().get(point);
        return sample == null ? Double.NaN : (double) sample.value();
    }
}
