package io.gemello.core.normalise;

import io.gemello.api.adapter.Sample;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.core.units.Affine;
import io.gemello.core.units.UnitBook;
import java.util.List;

/**
 * Makes readings of one point's samples, in the order in which they came. All state of the point that this needs is here,
 * and one thread touches it: the lane of the point.
 */
public final class Normaliser {
    private final UnitBook book;
    private final Tally tally;
    /** Two samples of one tick of the clock are told apart by nanoseconds; what lies further back was stamped by a clock that was set. */
    private static final long ONE_TICK = 1_000_000_000L;
    private SeenTimes seen = new SeenTimes();
    /** What was seen before the clock was set back, for what is delivered again; null when it was not, or has caught up. */
    private SeenTimes earlier;
    private Plausibility plausibility = new Plausibility();
    private PointRules rules;
    private UnitNames units;
    private long lastArrival = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;
    private Reading previous;
    private int reasons;
    private String unknownUnit;
    /** The unit that stood in the same text as the number, or null. */
    private String spoken;

    public Normaliser(UnitBook book, Tally tally) {
        this.book = book;
        this.tally = tally;
    }

    /**
     * Adds the sample's reading to {@code out}, or nothing for a repeated one; before it, once more, the reading that this one shows to have been a spike.
     *
     * @param rules of the site as it is applied now; the same object as long as they have not changed
     * @param arrival site time at which the sample came
     * @param latestBelievable site time beyond which a source time is ahead by too much
     * @return false when it repeats a reading that was accepted before, which may still be on its way to the disk
     */
    public boolean accept(PointRules rules, Sample sample, long arrival, long latestBelievable, List<Reading> out) {
        if (this.rules != rules) {
            this.rules = rules;
            units = new UnitNames(book, rules);
        }
        reasons = 0;
        unknownUnit = null;
        if (newest > latestBelievable) {
            beginAnew();
        }
        double value = calibrated(sample);
        boolean timed = sample.epochNanos() != Sample.NO_TIME;
        long time = timed ? sample.epochNanos() : arrivalTime(arrival);
        if (time > latestBelievable && timed) {
            reasons |= Quality.SKEWED;
            tally.skewed(rules.point().id());
        }
        // A clock that is ahead would drive the true times out of the window.
        boolean skewed = Quality.has(reasons, Quality.SKEWED);
        SeenTimes where = earlier != null && earlier.find(time) >= 0 ? earlier : seen;
        int place = where.find(time);
        if (place >= 0 && Double.compare(where.value(place), value) == 0) {
            tally.count(Reason.DUPLICATE_DROPPED);
            return false;
        }
        if (place >= 0) {
            mark(Quality.DUPLICATE_SOURCE, Reason.DUPLICATE_REPLACED);
            where.replace(place, value);
        } else if (!skewed && seen.knows(time)) {
            seen.insert(place, time, value);
        }
        judge(time, value, out);
        reasons |= told(sample.flags());
        Reading reading = new Reading(rules.point(), time, value, Quality.of(reasons));
        out.add(reading);
        if (!skewed && time >= newest) {
            newest = time;
            previous = Double.isNaN(value) ? previous : reading;
        }
        if (earlier != null && newest > earlier.last()) {
            earlier = null;
        }
        return true;
    }

    /** The reasons that the sample itself brings. */
    private static int told(int flags) {
        return ((flags & Sample.BACK_FILLED) == 0 ? 0 : Quality.BACK_FILLED) | ((flags & Sample.DOUBTED) == 0 ? 0 : Quality.DOUBTED)
            | ((flags & Sample.ARRIVAL_TIME) == 0 ? 0 : Quality.ARRIVAL_TIME);
    }

    /** The clock was set back: what came until then lies ahead, and what comes now must not count as late or unjudged until it has caught up. */
    private void beginAnew() {
        earlier = seen;
        seen = new SeenTimes();
        plausibility = new Plausibility();
        newest = Long.MIN_VALUE;
        previous = null;
    }

    /** These readings did not become durable: if they are sent again they are no duplicates. */
    public void forget(Reading lost) {
        seen.forget(lost.epochNanos());
        if (earlier != null) {
            earlier.forget(lost.epochNanos());
        }
    }

    /** The unit of the sample just accepted that nobody understands, or null. */
    public String unknownUnit() {
        return unknownUnit;
    }

    private double calibrated(Sample sample) {
        spoken = null;
        double raw = value(sample.value());
        if (Double.isNaN(raw) || rules.hasStates()) {
            return raw;
        }
        Affine unit = rules.toTarget();
        String name = sample.unit() != null ? sample.unit() : spoken;
        if (name != null) {
            unit = named(name);
            if (unit == null) {
                return Double.NaN;
            }
        }
        double value = rules.calibration().apply(unit.apply(raw));
        if (!Double.isFinite(value)) {
            mark(Quality.NOT_A_NUMBER, Reason.NOT_A_NUMBER);
            return Double.NaN;
        }
        return value;
    }

    /** Null for a unit that measures something else: a wrong number would be worse than none. */
    private Affine named(String unit) {
        Affine found = units.of(unit);
        if (found == UnitNames.UNKNOWN) {
            mark(Quality.UNIT_ASSUMED, Reason.UNIT_UNKNOWN);
            unknownUnit = unit;
            return rules.toTarget();
        }
        if (found == UnitNames.MISMATCH) {
            reasons |= Quality.UNIT_ASSUMED;
            mark(Quality.NOT_A_NUMBER, Reason.UNIT_MISMATCH);
            unknownUnit = unit;
            return null;
        }
        return found;
    }

    private double value(Object raw) {
        if (rules.hasStates()) {
            double state = StateTexts.number(rules.states(), raw);
            if (Double.isNaN(state)) {
                mark(Quality.STATE, Reason.UNKNOWN_STATE);
            }
            return state;
        }
        double value = Double.NaN;
        if (raw instanceof Number number) {
            value = number.doubleValue();
        } else if (raw instanceof Boolean flag) {
            return flag ? 1 : 0;
        } else if (raw instanceof String text) {
            String bare = text.strip();
            value = NumberText.parse(bare);
            if (NumberText.hasDecimalComma(bare)) {
                mark(Quality.NOT_A_NUMBER, Reason.DECIMAL_COMMA);
                return Double.NaN;
            }
            if (Double.isNaN(value)) {
                value = withUnit(bare);
            }
        }
        if (!Double.isFinite(value)) {
            mark(Quality.NOT_A_NUMBER, Reason.NOT_A_NUMBER);
            return Double.NaN;
        }
        return value;
    }

    /** A number with its unit in one text, {@code 23.4 °C}; NaN where what follows the number is no unit. */
    private double withUnit(String text) {
        int end = NumberText.numberEnd(text);
        String unit = text.substring(end).strip();
        if (end == 0 || units.of(unit) == UnitNames.UNKNOWN) {
            return Double.NaN;
        }
        spoken = unit;
        return NumberText.parse(text.substring(0, end));
    }

    /** Two arrivals are two readings, also within one tick of the clock. */
    private long arrivalTime(long arrival) {
        mark(Quality.ARRIVAL_TIME, Reason.ARRIVAL_TIME);
        lastArrival = lastArrival - arrival > ONE_TICK ? arrival : Math.max(arrival, lastArrival + 1);
        return lastArrival;
    }

    private void judge(long time, double value, List<Reading> out) {
        if (value < rules.min() || value > rules.max()) {
            mark(Quality.RANGE, Reason.OUT_OF_RANGE);
        }
        if (Quality.has(reasons, Quality.SKEWED)) {
            return;
        }
        if (time < newest) {
            tally.count(Reason.LATE);
            return;
        }
        int found = plausibility.judge(rules, time, value);
        reasons |= found;
        if (plausibility.spikeFound()) {
            tally.count(Reason.SPIKE);
            out.add(new Reading(previous.point(), previous.epochNanos(), previous.value(), Quality.of(previous.quality() | Quality.SPIKE)));
        }
        if ((found & Quality.RATE) != 0) {
            tally.count(Reason.TOO_FAST);
        }
        if ((found & Quality.FLAT) != 0) {
            tally.count(Reason.FLAT);
        }
    }

    private void mark(int quality, Reason reason) {
        reasons |= quality;
        tally.count(reason);
    }
}
