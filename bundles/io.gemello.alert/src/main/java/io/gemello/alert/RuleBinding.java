package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.Priority;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleOptions;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes the rules of the files ready for the points of a catalogue, with the kinds that are there. Finds every fault in one pass, one of many points said once. */
final class RuleBinding {
    private static final int MOST_LEVELS = 16;
    private final Catalogue catalogue;
    private final Map<String, AlertRule> kinds;
    private final Map<String, Point> features = new HashMap<>();
    private final PointIndex index;
    private final List<BookFault> faults;
    private final Map<String, BoundRule> bound = new LinkedHashMap<>();

    private RuleBinding(Catalogue catalogue, Map<String, AlertRule> kinds, List<BookFault> faults) {
        this.catalogue = catalogue;
        this.kinds = kinds;
        this.faults = faults;
        index = new PointIndex(catalogue);
        catalogue.points().values().stream().filter(point -> !point.retired()).forEach(point -> features.put(point.asset() + "\n" + point.feature(), point));
    }

    static RuleBook bind(RuleFiles.Read files, Catalogue catalogue, Map<String, AlertRule> kinds) {
        RuleBinding binding = new RuleBinding(catalogue, kinds, new ArrayList<>(files.faults()));
        files.texts().forEach(binding::bind);
        return new RuleBook(Collections.unmodifiableMap(binding.bound), List.copyOf(binding.faults));
    }

    private void bind(RuleText text) {
        AlertRule kind = kinds.get(text.kind());
        if (kind == null) {
            fault(text, "kind", "no bundle brings the kind '" + text.kind() + "'; there are " + String.join(", ", new TreeMap<>(kinds).keySet()), false);
            return;
        }
        Map<String, List<String>> failed = new LinkedHashMap<>();
        Set<RuleText.Exemption> used = new HashSet<>();
        boolean any = false;
        for (Point point : index.candidates(text.points())) {
            Asset asset = catalogue.assets().get(point.asset());
            if (!text.points().fits(point, asset)) {
                continue;
            }
            any = true;
            try {
                Map<String, Object> options = optionsFor(text, point, asset, used);
                if (options != null) {
                    BoundRule rule = bind(text, kind, point, asset, options);
                    bound.put(rule.id(), rule);
                }
            } catch (RuleFault fault) {
                failed.computeIfAbsent(fault.option(), option -> new ArrayList<>()).add(fault.getMessage() + " (at point '" + point.id() + "'");
            } catch (RuntimeException | LinkageError broken) {
                failed.computeIfAbsent("kind", option -> new ArrayList<>()).add("the bundle that brings '" + text.kind() + "' failed: " + broken + " (at point '" + point.id() + "'");
            }
        }
        failed.forEach((option, messages) -> fault(text, option, messages.get(0) + (messages.size() > 1 ? " and " + (messages.size() - 1) + " more)" : ")"), false));
        if (!any) {
            fault(text, "for", "no point of the site fits", true);
            return;
        }
        text.exceptions().stream().filter(exception -> !used.contains(exception)).forEach(exception -> fault(text, exception.path() + ".for", "no point that the rule is for fits", true));
    }

    private void fault(RuleText text, String option, String message, boolean note) {
        faults.add(new BookFault(text.file(), text.path() + (option.isEmpty() ? "" : "." + option), "rule '" + text.name() + "': " + message, note));
    }

    /** Null where an exception says that the rule is not for this point. Later exceptions lie over earlier ones. */
    private static Map<String, Object> optionsFor(RuleText text, Point point, Asset asset, Set<RuleText.Exemption> used) {
        Map<String, Object> options = text.options();
        boolean off = false;
        for (RuleText.Exemption exception : text.exceptions()) {
            if (exception.points().fits(point, asset)) {
                used.add(exception);
                off |= exception.off();
                options = RuleText.laid(options, exception.options());
            }
        }
        return off ? null : options;
    }

    private BoundRule bind(RuleText text, AlertRule kind, Point point, Asset asset, Map<String, Object> options) {
        Map<String, Object> own = new LinkedHashMap<>();
        options.forEach((name, value) -> {
            if (kind.options().contains(name)) {
                own.put(name, value);
            } else if (!RuleText.SHARED.contains(name)) {
                throw new RuleFault(name, "is nothing that a rule of kind '" + kind.kind() + "' knows; it knows " + String.join(", ", new TreeMap<>(asMap(kind.options())).keySet())
                    + " and, as all do, " + String.join(", ", new TreeMap<>(asMap(RuleText.SHARED)).keySet()));
            }
        });
        Object unit = options.get("unit");
        if (unit != null && !unit.equals(point.unit())) {
            throw new RuleFault("unit", "'" + point.id() + "' is in " + point.unit() + ", the rule in " + unit + "; choose points of one unit, or write an own rule for it");
        }
        RuleSetting setting = new RuleSetting(point, catalogue.detail(point.id()), own, feature -> features.get(point.asset() + "\n" + feature), this::live);
        Object during = options.get("while");
        RuleCheck check = WhileCheck.around(kind.prepare(setting), during, setting, catalogue);
        List<RuleCheck.Level> levels = check.levels();
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            throw new RuleFault("kind", "'" + kind.kind() + "' gives " + levels.size() + " levels; 1 to " + MOST_LEVELS + " are possible: its bundle must be mended");
        }
        List<Priority> priorities = byLevel(options, "priority", levels, RuleBinding::priority, Priority.MEDIUM);
        long[] onDelays = byLevel(options, "onDelay", levels, given -> RuleOptions.duration(Map.of("onDelay", given), "onDelay", 0), 0L).stream().mapToLong(Long::longValue).toArray();
        long offDelay = RuleOptions.duration(options, "offDelay", 0);
        boolean latching = bool(options, "latching");
        int print = (kind.kind() + new TreeMap<>(own) + levels + check.memory() + check.others() + point.unit() + (during == null ? "" : during)).hashCode();
        return new BoundRule(text.name(), point, asset == null ? point.asset() : asset.name(), check, quality(options), onDelays, offDelay, latching, priorities, Message.of(options.get("message")), print);
    }

    private Point live(String id) {
        Point point = catalogue.points().get(id);
        return point == null || point.retired() ? null : point;
    }

    private static Map<String, Boolean> asMap(Set<String> names) {
        Map<String, Boolean> map = new HashMap<>();
        names.forEach(name -> map.put(name, true));
        return map;
    }

    /** One value for all levels, or an object with one for some. */
    private static <T> List<T> byLevel(Map<String, Object> options, String name, List<RuleCheck.Level> levels, Function<Object, T> read, T otherwise) {
        Object given = options.get(name);
        List<T> values = new ArrayList<>();
        if (given instanceof Map<?, ?> map) {
            for (Object level : map.keySet()) {
                if (levels.stream().noneMatch(one -> one.name().equals(level))) {
                    throw new RuleFault(name + "." + level, "is no level of this rule; it has " + String.join(", ", levels.stream().map(RuleCheck.Level::name).toList()));
                }
            }
            levels.forEach(level -> values.add(map.get(level.name()) == null ? otherwise : read.apply(map.get(level.name()))));
        } else {
            levels.forEach(level -> values.add(given == null ? otherwise : read.apply(given)));
        }
        return values;
    }

    private static Priority priority(Object given) {
        for (Priority priority : Priority.values()) {
            if (priority.word().equals(given)) {
                return priority;
            }
        }
        throw new RuleFault("priority", "'" + given + "' is no priority; there are low, medium, high and critical");
    }

    private static boolean bool(Map<String, Object> options, String name) {
        Object given = options.get(name);
        if (given == null || given instanceof Boolean) {
            return Boolean.TRUE.equals(given);
        }
        throw new RuleFault(name, "must be true or false");
    }

    private static int quality(Map<String, Object> options) {
        Object given = options.getOrDefault("quality", "uncertain");
        return switch (String.valueOf(given).toLowerCase(Locale.ROOT)) {
            case "good" -> Quality.GOOD;
            case "uncertain" -> Quality.UNCERTAIN;
            default -> throw new RuleFault("quality", "'" + given + "' cannot be; write \"good\", or \"uncertain\" to take uncertain readings too");
        };
    }
}
