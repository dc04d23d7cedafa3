package io.gemello.control;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.control.Command;
import io.gemello.api.control.ControlLoop;
import io.gemello.api.control.LoopKind;
import io.gemello.api.control.LoopSetting;
import io.gemello.api.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** A desk on a table: time is stepped, points are set by hand, and what would go to actuators is written down. */
final class Bench implements ActuatorCell.Surroundings {
    static final String ACTUATOR = "{'for': {'point': 'fan-speed'}, 'topic': 'plant/command/{asset}', 'unit': '%', 'min': 20, 'max': 100, 'safe': 80, 'rate': '120/min', 'deadband': 1, 'expiry': '5 s'}";
    final ControlCounts counts = new ControlCounts();
    final Map<String, PointState> points = new HashMap<>();
    final List<Double> sent = new ArrayList<>();
    final List<ControlEvent> events = new ArrayList<>();
    final Set<String> held = new TreeSet<>();
    /** Whether the machine does, and its point shows, what it is told. */
    boolean follows = true;
    /** What the broker says: null takes everything. */
    CompletableFuture<Void> broker;
    long nanos = 1;
    final ControlDesk desk = new ControlDesk(new ControlDesk.Sources(points::get, () -> nanos, () -> nanos, () -> false), this, counts, Duration.ofSeconds(1));
    private final Map<String, LoopKind> kinds = new TreeMap<>();
    private LoopBook book = LoopBook.EMPTY;

    Bench() {
        for (int i = 1; i <= 3; i++) {
            set(Plant.probe(i), 20, PointState.State.LIVE);
        }
        set(Plant.SPEED, 50, PointState.State.LIVE);
    }

    void set(Point point, double value, PointState.State state) {
        points.put(point.id(), new PointState(point, state, 0, new Reading(point, nanos, value, 0)));
    }

    /** A kind of loop that always decides so. */
    void kind(String name, ControlLoop loop) {
        kinds.put(name, new LoopKind() {
            @Override
            public String kind() {
                return name;
            }

            @Override
            public Set<String> options() {
                return Set.of("note");
            }

            @Override
            public ControlLoop prepare(LoopSetting setting) {
                return loop;
            }
        });
    }

    Map<String, LoopKind> kinds() {
        return kinds;
    }

    static ControlLoop wants(double value) {
        return now -> List.of(new Command(Plant.SPEED, value, "a test wants it"));
    }

    static String loop(String name, String kind, int priority, String more) {
        return "{'loop': '" + name + "', 'kind': '" + kind + "', 'priority': " + priority + ", 'inputs': {'asset': 'room'}, 'actuators': {'point': 'fan-speed'}" + more + "}";
    }

    LoopBook install(String... loops) {
        return install(ACTUATOR, loops);
    }

    LoopBook install(String actuator, String[] loops) {
        book = bind("{'actuators': [" + actuator + "], 'loops': [" + String.join(",", loops) + "]}");
        desk.install(book);
        return book;
    }

    LoopBook bind(String json) {
        return LoopBook.bind(LoopFiles.parse(Map.of("plant.json", new SiteFile(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))), new Plant(Path.of("/nowhere")), kinds, book, Duration.ofSeconds(1));
    }

    void cycles(int many) throws InterruptedException {
        for (int i = 0; i < many; i++) {
            nanos += 1_000_000_000L;
            desk.cycle();
        }
    }

    void arm(String loop) {
        desk.arm(loop(loop).loop(), Duration.ofMinutes(10), "nina", "test");
    }

    double last() {
        return sent.get(sent.size() - 1);
    }

    LoopCell loop(String name) {
        return desk.loops().stream().filter(cell -> cell.name().equals(name)).findFirst().orElseThrow();
    }

    String outcome(String loop) {
        return loop(loop).decisions().get(0).outcome();
    }

    boolean happened(String what) {
        return events.stream().anyMatch(event -> event.what().equals(what));
    }

    @Override
    public CompletableFuture<Void> send(Driven to, double value) {
        sent.add(value);
        if (follows && broker == null) {
            set(to.actuator().point(), value, PointState.State.LIVE);
        }
        return broker == null ? CompletableFuture.completedFuture(null) : broker;
    }

    @Override
    public void holds(Driven one) {
        held.add(one.topic());
    }

    @Override
    public void released(Driven one) {
        held.remove(one.topic());
    }

    @Override
    public void event(ControlEvent event) {
        events.add(event);
    }

    @Override
    public void failed(Driven one, String why) {
        counts.sendFailures++;
    }
}
