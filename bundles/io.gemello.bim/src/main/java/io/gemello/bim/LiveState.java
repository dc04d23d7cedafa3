package io.gemello.bim;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Shade;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.bim.BimSnapshot.Cell;
import io.gemello.bim.BimSnapshot.Coloured;
import io.gemello.bim.LivePlan.Element;
import io.gemello.bim.LivePlan.Slot;
import io.gemello.bim.LivePlan.Touched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the points and alerts say, laid on the plan. Touched by the thread {@code gemello-bim} alone; what it gives out is immutable. */
final class LiveState {
    /** @param epochNanos end of the window */
    record Aggregated(double value, int quality, long epochNanos) {}

    private final Map<Integer, Reading> latest = new HashMap<>();
    private final Map<Integer, PointState.State> states = new HashMap<>();
    private final Map<Integer, Map<String, Alert>> alerts = new HashMap<>();
    private final Map<Integer, Aggregated> aggregated = new HashMap<>();
    private LivePlan plan = LivePlan.EMPTY;
    private ColourSettings settings = ColourSettings.DEFAULT;
    private Ranges ranges = new Ranges(plan, settings);
    private Shading shading = new Shading(settings.alert());
    private Cell[] cells = {};
    private Coloured[] elements = {};
    private final BitSet dirtySlots = new BitSet();
    private final BitSet dirtyElements = new BitSet();

    /** Everything is to be worked out anew. */
    void plan(LivePlan next, ColourSettings colours) {
        plan = next;
        settings = colours;
        ranges = new Ranges(next, colours);
        shading = new Shading(colours.alert());
        aggregated.clear();
        cells = new Cell[next.slots().size()];
        elements = new Coloured[next.elements().size()];
        dirtySlots.clear();
        dirtyElements.clear();
        dirtySlots.set(0, cells.length);
        dirtyElements.set(0, elements.length);
    }

    LivePlan plan() {
        return plan;
    }

    void reading(Reading reading) {
        latest.put(reading.point().key(), reading);
        touch(reading.point().key());
    }

    void state(PointState state) {
        states.put(state.point().key(), state.state());
        if (state.latest() != null) {
            Reading known = latest.get(state.point().key());
            if (known == null || known.epochNanos() < state.latest().epochNanos()) {
                latest.put(state.point().key(), state.latest());
            }
        }
        touch(state.point().key());
    }

    void alert(Alert alert) {
        Map<String, Alert> ofPoint = alerts.computeIfAbsent(alert.point().key(), key -> new TreeMap<>());
        if (alert.state() == AlertState.NORMAL) {
            ofPoint.remove(alert.id());
        } else {
            ofPoint.put(alert.id(), alert);
        }
        touch(alert.point().key());
    }

    void aggregate(int slot, Aggregated value) {
        if (slot < cells.length && !value.equals(aggregated.put(slot, value))) {
            touch(plan.slots().get(slot).point().key());
        }
    }

    private void touch(int point) {
        Touched touched = plan.ofPoint().get(point);
        if (touched != null) {
            if (touched.slot() >= 0) {
                dirtySlots.set(touched.slot());
            }
            IntStream.of(touched.elements()).forEach(dirtyElements::set);
        }
    }

    /**
     * Works out what was touched.
     *
     * @param version of what has changed, if anything has
     * @return whether anything has
     */
    boolean settle(long version) {
        boolean changed = false;
        for (int i = dirtySlots.nextSetBit(0); i >= 0; i = dirtySlots.nextSetBit(i + 1)) {
            Slot slot = plan.slots().get(i);
            ElementParameter value = parameter(slot);
            if (value.state() == PointState.State.LIVE && ranges.see(slot.parameter().name(), value.value())) {
                plan.slots().stream().filter(other -> other.parameter().equals(slot.parameter())).forEach(other -> dirtyElements.set(other.element()));
            }
            if (cells[i] == null || !cells[i].value().equals(value)) {
                cells[i] = new Cell(value, version);
                changed = true;
            }
        }
        dirtySlots.clear();
        for (int i = dirtyElements.nextSetBit(0); i >= 0; i = dirtyElements.nextSetBit(i + 1)) {
            changed |= colour(i, version);
        }
        dirtyElements.clear();
        return changed;
    }

    private ElementParameter parameter(Slot slot) {
        int key = slot.point().key();
        Reading reading = latest.get(key);
        PointState.State state = states.getOrDefault(key, PointState.State.NEVER_SEEN);
        String alert = alerts.getOrDefault(key, Map.of()).values().stream().min(urgency()).map(one -> one.state().word()).orElse(AlertState.NORMAL.word());
        if (slot.aggregate() != Aggregate.LAST) {
            Aggregated value = aggregated.getOrDefault(slot.number(), new Aggregated(Double.NaN, Quality.GOOD, 0));
            return new ElementParameter(slot.parameter(), slot.point().id(), slot.point().asset(), slot.aggregate().text(), value.value(), null, value.quality(), value.epochNanos(), state, alert);
        }
        double value = reading == null ? Double.NaN : reading.value();
        return new ElementParameter(slot.parameter(), slot.point().id(), slot.point().asset(), slot.aggregate().text(), value, slot.texts().get(value),
            reading == null ? Quality.GOOD : reading.quality(), reading == null ? 0 : reading.epochNanos(), state, alert);
    }

    private Comparator<Alert> urgency() {
        return Comparator.comparingInt((Alert alert) -> settings.alert().rank(AlertColours.key(alert))).thenComparing(Alert::priority, Comparator.reverseOrder()).thenComparing(Alert::id);
    }

    private boolean colour(int number, long version) {
        Element element = plan.elements().get(number);
        List<ElementParameter> parameters = IntStream.of(element.slots()).mapToObj(slot -> cells[slot].value()).toList();
        List<Alert> standing = IntStream.of(element.points()).mapToObj(key -> alerts.getOrDefault(key, Map.of()).values()).flatMap(ofPoint -> ofPoint.stream()).sorted(urgency()).toList();
        List<Shading.Standing> points = new ArrayList<>();
        for (int key : element.points()) {
            Reading reading = latest.get(key);
            boolean usable = reading != null && Quality.level(reading.quality()) != Quality.BAD;
            points.add(new Shading.Standing(plan.pointIds().get(key), states.getOrDefault(key, PointState.State.NEVER_SEEN), usable));
        }
        Map<String, Shade> shades = shading.shades(points, standing, parameters, ranges.metrics());
        Coloured before = elements[number];
        Map<String, Long> shaded = new HashMap<>();
        shades.forEach((scheme, shade) -> {
            Shade old = before == null ? null : before.override().shades().get(scheme);
            boolean same = old != null && old.key().equals(shade.key()) && Objects.equals(old.rgb(), shade.rgb());
            shaded.put(scheme, same ? before.shaded().get(scheme) : version);
        });
        ElementOverride now = new ElementOverride(element.guid(), element.uniqueId(), element.tag(), element.entity(), element.name(), element.position(), element.assets(), parameters, standing, shades);
        boolean changed = before == null || !before.override().equals(now);
        elements[number] = changed ? new Coloured(now, Map.copyOf(shaded)) : before;
        return changed;
    }

    BimSnapshot snapshot(String epoch, long version, long epochNanos, List<String> more) {
        List<ColourScheme> schemes = new ArrayList<>();
        schemes.add(settings.alert().scheme());
        ranges.metrics().forEach(metric -> schemes.add(metric.scheme(settings.alert())));
        List<String> faults = new ArrayList<>(more);
        faults.addAll(plan.faults());
        faults.addAll(ranges.faults());
        return new BimSnapshot(plan, epoch, version, epochNanos, List.copyOf(Arrays.asList(cells)), List.copyOf(Arrays.asList(elements)), List.copyOf(schemes), List.copyOf(faults));
    }
}
