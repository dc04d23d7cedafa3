package io.gemello.control;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.control.ControlLoop;
import io.gemello.api.control.LoopFault;
import io.gemello.api.control.LoopKind;
import io.gemello.api.control.LoopSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The site's actuators and loops made ready.
 *
 * @param actuators by point
 * @param loops those that come first, first
 * @param waiting loops whose kind nobody brings now, by name
 */
record LoopBook(Map<Point, Driven> actuators, List<BoundLoop> loops, Map<String, String> waiting, List<BookFault> faults) {
    static final LoopBook EMPTY = new LoopBook(Map.of(), List.of(), Map.of(), List.of());
    /** Equal priorities go by name, so that it is the same each time. */
    private static final Comparator<BoundLoop> ORDER = Comparator.comparingDouble(BoundLoop::priority).reversed().thenComparing(BoundLoop::name);

    /** @param before whose loops are taken over where nothing of them has changed */
    static LoopBook bind(LoopFiles.Read read, Catalogue site, Map<String, LoopKind> kinds, LoopBook before, Duration cycle) {
        List<BookFault> faults = new ArrayList<>(read.faults());
        Map<Point, Driven> actuators = new LinkedHashMap<>();
        for (ActuatorText text : read.actuators()) {
            judge(text.file(), text.path(), faults, () -> add(text, site, actuators));
        }
        List<BoundLoop> loops = new ArrayList<>();
        Map<String, String> waiting = new LinkedHashMap<>();
        for (LoopText text : read.loops()) {
            LoopKind kind = kinds.get(text.kind());
            if (kind == null) {
                waiting.put(text.name(), text.kind());
            } else {
                judge(text.file(), text.path(), faults, () -> loops.add(loop(text, kind, site, actuators, before, cycle)));
            }
        }
        loops.sort(ORDER);
        return new LoopBook(actuators, List.copyOf(loops), waiting, List.copyOf(faults));
    }

    private static void judge(String file, String path, List<BookFault> faults, Runnable work) {
        try {
            work.run();
        } catch (LoopFault fault) {
            faults.add(new BookFault(file, path + (fault.option().isEmpty() ? "" : "." + fault.option()), fault.getMessage()));
        } catch (RuntimeException | LinkageError broken) {
            faults.add(new BookFault(file, path, "the bundle that brings this kind of loop failed on it: " + broken));
        }
    }

    private static void add(ActuatorText text, Catalogue site, Map<Point, Driven> to) {
        List<Point> points = text.points().of(site);
        if (points.isEmpty()) {
            throw new LoopFault("for", "no point of the site fits");
        }
        for (Point point : points) {
            Driven driven = text.bind(point, site);
            if (to.containsKey(point)) {
                throw new LoopFault("for", "point '" + point.id() + "' is an actuator already; it has one writer and one description");
            }
            if (to.values().stream().anyMatch(other -> other.topic().equals(driven.topic()))) {
                throw new LoopFault("topic", "'" + driven.topic() + "' is another actuator's already; write {asset} or {point} into it");
            }
            to.put(point, driven);
        }
    }

    private static BoundLoop loop(LoopText text, LoopKind kind, Catalogue site, Map<Point, Driven> actuators, LoopBook before, Duration cycle) {
        List<Point> inputs = text.inputs().of(site);
        List<Driven> driven = text.actuators().of(site).stream().map(actuators::get).filter(one -> one != null).toList();
        if (inputs.isEmpty()) {
            throw new LoopFault("inputs", "no point of the site fits");
        }
        if (driven.isEmpty()) {
            throw new LoopFault("actuators", "none of the actuators in these files fits");
        }
        for (Point input : inputs) {
            if (site.detail(input.id()) == null || site.detail(input.id()).staleAfter() == null) {
                throw new LoopFault("inputs", "point '" + input.id() + "' has no staleAfter in points.csv: nobody would notice that it is silent, and its last value would be acted upon for ever");
            }
        }
        for (String option : text.options().keySet()) {
            if (!kind.options().contains(option)) {
                throw new LoopFault(option, "is not understood; kind '" + text.kind() + "' has " + String.join(", ", new TreeSet<>(kind.options())));
            }
        }
        BoundLoop.Origin origin = new BoundLoop.Origin(text.anywhere(), kind, inputs, driven, site.assets());
        for (BoundLoop same : before.loops) {
            if (same.origin().equals(origin)) {
                return same;
            }
        }
        ControlLoop ready = kind.prepare(new LoopSetting(text.name(), inputs, driven.stream().map(Driven::actuator).toList(), text.options(), site, cycle));
        if (ready == null) {
            throw new LoopFault("kind", "'" + text.kind() + "' made no loop of it");
        }
        return new BoundLoop(origin, ready);
    }
}
