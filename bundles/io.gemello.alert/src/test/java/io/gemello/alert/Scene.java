package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A rule made ready for the point {@code inlet}, and the moments it is shown. Times in seconds. */
final class Scene implements RuleMoment {
    static final long SECOND = 1_000_000_000L;
    static final Point INLET = new Point(0, "inlet", "rack-1", "inlet", "temperature", "Cel", false);
    static final Point SUPPLY = new Point(1, "supply", "rack-1", "supply", "temperature", "Cel", false);
    static final Point POWER = new Point(2, "power", "rack-1", "power", "power", "kW", false);
    private final RuleCheck check;
    private final double[] memory;
    private final Map<Point, Reading> latest = new HashMap<>();
    private final Map<Point, Long> heard = new HashMap<>();
    private Reading fresh;
    private long now;
    long listening;

    Scene(AlertRule kind, Map<String, Object> options) {
        this(kind, options, Map.of());
    }

    Scene(AlertRule kind, Map<String, Object> options, Map<String, Double> states) {
        List<Point> points = List.of(INLET, SUPPLY, POWER);
        PointDetail detail = new PointDetail("hall", "a", null, Double.NaN, Double.NaN, Duration.ofSeconds(60), false, null, null, null, states);
        check = kind.prepare(new RuleSetting(INLET, detail, options,
            feature -> points.stream().filter(point -> point.feature().equals(feature)).findFirst().orElse(null),
            id -> points.stream().filter(point -> point.id().equals(id)).findFirst().orElse(null)));
        memory = new double[check.memory()];
    }

    Verdict reads(Point point, double seconds, double value) {
        now = Math.round(seconds * SECOND);
        fresh = new Reading(point, now, value, Quality.GOOD);
        latest.put(point, fresh);
        heard.put(point, now);
        return check.judge(this, memory);
    }

    Verdict waits(double seconds) {
        now = Math.round(seconds * SECOND);
        fresh = null;
        return check.judge(this, memory);
    }

    /** The most severe level that holds, or empty. */
    String level(Verdict verdict) {
        return verdict.levels() == 0 ? "" : check.levels().get(Integer.numberOfTrailingZeros(verdict.levels())).name();
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Reading fresh() {
        return fresh;
    }

    @Override
    public Reading latest(Point point) {
        return latest.get(point);
    }

    @Override
    public long listening() {
        return listening;
    }

    @Override
    public long heard(Point point) {
        return heard.getOrDefault(point, 0L);
    }
}
