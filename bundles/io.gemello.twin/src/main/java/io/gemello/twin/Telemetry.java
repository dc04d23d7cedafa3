package io.gemello.twin;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.twin.rql.FieldValues;
import java.util.Arrays;
import java.util.List;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObjectBuilder;

/**
 * The newest readings and states of one thing's points, as plain arrays in the order of {@link SiteThing#points}, and its alerts. Once
 * published it is never written again; the lane writes only to a copy that nobody else knows.
 */
final class Telemetry {
    /** The properties of a feature that come from its point. */
    static final List<String> PROPERTIES = List.of("value", "unit", "time", "quality", "reasons", "state");
    private static final long NEVER = Long.MIN_VALUE;
    private static final PointState.State[] STATES = PointState.State.values();

    private final double[] values;
    private final long[] times;
    private final int[] qualities;
    private final byte[] states;
    /** Null for none. */
    private AlertsFeature alerts;

    private Telemetry(double[] values, long[] times, int[] qualities, byte[] states, AlertsFeature alerts) {
        this.values = values;
        this.times = times;
        this.qualities = qualities;
        this.states = states;
        this.alerts = alerts;
    }

    static Telemetry none(int points) {
        long[] times = new long[points];
        Arrays.fill(times, NEVER);
        byte[] states = new byte[points];
        Arrays.fill(states, (byte) PointState.State.NEVER_SEEN.ordinal());
        return new Telemetry(new double[points], times, new int[points], states, null);
    }

    Telemetry copy() {
        return new Telemetry(values.clone(), times.clone(), qualities.clone(), states.clone(), alerts);
    }

    /** As {@link #none} but with what is known of the points that were there before. */
    static Telemetry carriedOver(SiteThing to, SiteThing from, Telemetry old) {
        Telemetry fresh = none(to.points().size());
        fresh.alerts = old.alerts;
        for (int i = 0; i < to.points().size(); i++) {
            int j = from == null ? -1 : from.points().indexOf(to.points().get(i));
            if (j >= 0) {
                fresh.values[i] = old.values[j];
                fresh.times[i] = old.times[j];
                fresh.qualities[i] = old.qualities[j];
                fresh.states[i] = old.states[j];
            }
        }
        return fresh;
    }

    void take(int index, Reading reading) {
        values[index] = reading.value();
        times[index] = reading.epochNanos();
        qualities[index] = reading.quality();
    }

    void take(int index, PointState.State state) {
        states[index] = (byte) state.ordinal();
    }

    void take(AlertsFeature now) {
        alerts = now;
    }

    /** The same with other alerts. @param shown null for none */
    Telemetry with(AlertsFeature shown) {
        return new Telemetry(values, times, qualities, states, shown);
    }

    /** What stands against the asset; null for nothing. */
    AlertsFeature alerts() {
        return alerts;
    }

    double value(int index) {
        return values[index];
    }

    /** Whether the point ever had a reading. */
    boolean seen(int index) {
        return times[index] != NEVER;
    }

    /** ISO-8601 in UTC, always with nine digits of a second; null for never. */
    String time(int index) {
        return seen(index) ? Times.nanos(times[index]) : null;
    }

    /** One of {@link #PROPERTIES} as a search sees it; null for nothing. */
    FieldValues field(int index, Point point, String property) {
        boolean seen = seen(index);
        return switch (property) {
            case "value" -> !seen ? null : FieldValues.of(Double.isFinite(values[index]) ? (Object) values[index] : FieldValues.NULL);
            case "unit" -> FieldValues.of((Object) point.unit());
            case "time" -> !seen ? null : FieldValues.of((Object) time(index));
            case "quality" -> !seen ? null : FieldValues.of((Object) Quality.word(qualities[index]));
            case "reasons" -> !seen ? null : new FieldValues(List.copyOf(Quality.reasons(qualities[index])), Quality.reasons(qualities[index]).isEmpty());
            default -> FieldValues.of((Object) STATES[states[index]].word());
        };
    }

    /** Adds the properties of one point. A point that was never seen has no value: missing is not zero. */
    void properties(int index, Point point, JsonObjectBuilder to) {
        if (seen(index)) {
            double value = values[index];
            to.set("value", Double.isFinite(value) ? JsonFactory.newValue(value) : JsonFactory.nullLiteral());
        }
        to.set("unit", point.unit());
        if (seen(index)) {
            JsonArrayBuilder reasons = JsonFactory.newArrayBuilder();
            Quality.reasons(qualities[index]).forEach(reasons::add);
            to.set("time", time(index)).set("quality", Quality.word(qualities[index])).set("reasons", reasons.build());
        }
        to.set("state", STATES[states[index]].word());
    }
}
