package io.gemello.control.inlet;

import io.gemello.api.catalogue.Point;
import io.gemello.api.control.Actuator;
import io.gemello.api.control.Command;
import io.gemello.api.control.ControlLoop;
import io.gemello.api.control.LoopFault;
import io.gemello.api.control.LoopSetting;
import io.gemello.api.control.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One PI controller for each actuator, on the hottest input that it is answerable for. */
final class HoldBelow implements ControlLoop {
    static final Set<String> OPTIONS = Set.of("limit", "margin", "gain", "reset", "fall", "zones", "help");
    /** After a longer pause the controller goes on as after a short one. */
    private static final double LONGEST_STEP_CYCLES = 3;
    private static final double SECONDS_A_MINUTE = 60;

    /** Of an actuator's rate, how fast it is driven down where the site does not say. */
    private static final double USUAL_FALL = 1 / 6.0;

    private record Zone(Actuator actuator, List<Point> own, PiController controller) {}

    /** @param value NaN where none of the inputs is usable */
    private record Hottest(Point point, double value) {}

    private final String name;
    private final List<Point> inputs;
    private final List<Zone> zones = new ArrayList<>();
    private final double target;
    private final double help;
    private final double longestStep;

    private HoldBelow(LoopSetting setting, double target, double help) {
        this.name = setting.loop();
        this.inputs = setting.inputs();
        this.target = target;
        this.help = help;
        longestStep = LONGEST_STEP_CYCLES * setting.cycle().toNanos() / 1e9;
    }

    static HoldBelow of(LoopSetting setting) {
        double limit = setting.number("limit", Double.NaN);
        double margin = setting.number("margin", 2);
        double gain = setting.number("gain", Double.NaN);
        double reset = setting.number("reset", 60);
        double help = setting.number("help", Double.POSITIVE_INFINITY);
        Object by = setting.options().getOrDefault("zones", "all");
        require("margin", margin >= 0, "is what the target lies below the limit: 0 or more");
        require("gain", gain > 0, "is how much an actuator rises for one unit too much: above 0");
        require("reset", reset > 0, "is in seconds: above 0");
        require("help", help >= 0, "is how much hotter than its own inputs those of others must be: 0 or more");
        require("zones", by.equals("all") || by.equals("feeds"), "is '" + by + "'; it can be \"all\" (every actuator for all inputs) or \"feeds\" (for what its asset feeds)");
        require("help", by.equals("feeds") || Double.isInfinite(help), "belongs to \"zones\": \"feeds\"");
        String unit = setting.inputs().get(0).unit();
        setting.inputs().forEach(point -> require("inputs", point.unit().equals(unit), "'" + point.id() + "' is in '" + point.unit() + "', others in '" + unit + "'"));
        HoldBelow loop = new HoldBelow(setting, limit - margin, help);
        Reach reach = new Reach(setting.site());
        for (Actuator actuator : setting.actuators()) {
            List<Point> own = by.equals("all") ? setting.inputs() : setting.inputs().stream().filter(point -> reach.feeds(actuator.point().asset(), point.asset())).toList();
            require("zones", !own.isEmpty(), "asset '" + actuator.point().asset() + "' of '" + actuator.point().id() + "' feeds none of the inputs");
            loop.zones.add(new Zone(actuator, own, new PiController(actuator, gain, reset, fall(setting, actuator))));
        }
        return loop;
    }

    private static double fall(LoopSetting setting, Actuator actuator) {
        double perMinute = setting.number("fall", actuator.ratePerSecond() * USUAL_FALL * SECONDS_A_MINUTE);
        require("fall", perMinute > 0, "is the fastest decrease a minute: above 0");
        return perMinute / SECONDS_A_MINUTE;
    }

    private static void require(String option, boolean holds, String sentence) {
        if (!holds) {
            throw new LoopFault(option, sentence);
        }
    }

    @Override
    public List<Command> decide(Snapshot now) {
        Hottest all = hottest(inputs, now);
        double seconds = Math.min(longestStep, now.elapsed().toNanos() / 1e9);
        List<Command> commands = new ArrayList<>();
        for (Zone zone : zones) {
            Hottest own = hottest(zone.own, now);
            // A zone whose probes are all dead is treated as the worst there is.
            boolean others = Double.isNaN(own.value) || all.value - help > own.value;
            double measured = Double.isNaN(own.value) ? all.value : others ? all.value - help : own.value;
            if (!Double.isNaN(measured)) {
                Point point = zone.actuator.point();
                double value = zone.controller.step(measured - target, now.present(point), name.equals(now.holders().get(point)), seconds);
                Hottest cause = others ? all : own;
                commands.add(new Command(point, value, String.format(Locale.ROOT, "%s is at %.1f, to be held at %.1f%s", cause.point.id(), cause.value, target,
                    Double.isNaN(own.value) ? "; its own inputs are not usable" : others ? "; helps others" : "")));
            }
        }
        return commands;
    }

    private static Hottest hottest(List<Point> points, Snapshot now) {
        Hottest hottest = new Hottest(null, Double.NaN);
        for (Point point : points) {
            double value = now.value(point);
            if (value > hottest.value || Double.isNaN(hottest.value) && !Double.isNaN(value)) {
                hottest = new Hottest(point, value);
            }
        }
        return hottest;
    }
}
