package io.gemello.series.influxdb;

import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sends one batch until each of its readings is stored or refused by name. When InfluxDB refuses points, the batch is sorted by series and halved
 * until the guilty ones are found: sending a point again changes nothing, and at worst each reading is sent alone once.
 */
final class BatchWrite {
    /** A reading that InfluxDB will not store, in its own words. */
    record Rejection(Reading reading, String message) {}

    private static final Comparator<Reading> BY_SERIES = Comparator.comparing((Reading r) -> r.point().quantity()).thenComparingInt(r -> r.point().key());

    private final Function<List<Reading>, Refusal> send;
    private final List<Rejection> rejected = new ArrayList<>();
    private int accepted;

    /** @param send gives null when all is stored */
    BatchWrite(Function<List<Reading>, Refusal> send) {
        this.send = send;
    }

    /** @return what was refused, empty when all is stored @throws Unanswered when the whole batch must be sent again */
    List<Rejection> write(List<Reading> batch) throws Unanswered {
        List<Reading> readings = lastWordOnly(batch);
        Refusal refusal = attempt(readings);
        if (refusal != null) {
            List<Reading> sorted = new ArrayList<>(readings);
            if (refusal.lines().isEmpty()) {
                sorted.sort(BY_SERIES);
            }
            search(sorted, refusal);
            if (accepted == 0 && !refusal.surelyAboutPoints()) {
                throw new Unanswered(refusal);
            }
        }
        return List.copyOf(rejected);
    }

    /** Of readings for one point and time the last only: some versions of InfluxDB leave open which of two in one request wins. */
    private static List<Reading> lastWordOnly(List<Reading> batch) {
        if (batch.stream().noneMatch(r -> Quality.has(r.quality(), Quality.DUPLICATE_SOURCE))) {
            return batch;
        }
        record Place(int key, long epochNanos) {}
        Map<Place, Reading> last = new LinkedHashMap<>();
        batch.forEach(r -> last.put(new Place(r.point().key(), r.epochNanos()), r));
        return List.copyOf(last.values());
    }

    private Refusal attempt(List<Reading> readings) throws Unanswered {
        Refusal refusal = send.apply(readings);
        if (refusal == null) {
            accepted += readings.size();
        } else if (refusal.kind() == Refusal.Kind.AWAY || refusal.kind() == Refusal.Kind.FORBIDDEN) {
            throw new Unanswered(refusal);
        }
        return refusal;
    }

    private void search(List<Reading> readings, Refusal refusal) throws Unanswered {
        if (!refusal.lines().isEmpty()) {
            named(readings, refusal);
        } else if (readings.size() == 1 || refusal.dropped() >= readings.size()) {
            readings.forEach(reading -> rejected.add(new Rejection(reading, refusal.message())));
        } else {
            int middle = readings.size() / 2;
            for (List<Reading> half : List.of(readings.subList(0, middle), readings.subList(middle, readings.size()))) {
                Refusal again = attempt(half);
                if (again != null) {
                    search(half, again);
                }
            }
        }
    }

    /** InfluxDB 3 stores the lines that it does not name. */
    private void named(List<Reading> readings, Refusal refusal) {
        for (Refusal.LineFault fault : refusal.lines()) {
            if (fault.line() >= 1 && fault.line() <= readings.size()) {
                rejected.add(new Rejection(readings.get(fault.line() - 1), fault.message()));
            }
        }
        accepted += readings.size() - refusal.lines().size();
    }
}
