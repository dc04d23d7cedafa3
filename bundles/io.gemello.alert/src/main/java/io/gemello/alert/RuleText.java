package io.gemello.alert;

import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule as it stands in a file.
 *
 * @param path where, e.g. {@code rules[2]}
 * @param options everything but name, kind, choice and exceptions
 */
record RuleText(String file, String path, String name, String kind, Selector points, Map<String, Object> options, List<Exemption> exceptions) {
    /** What all rules share. */
    static final Set<String> SHARED = Set.of("onDelay", "offDelay", "latching", "priority", "message", "quality", "unit", "while");
    private static final Set<String> HEAD = Set.of("rule", "kind", "for", "except", "comment");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    /** Points that are treated otherwise. @param off whether the rule is not for them at all */
    record Exemption(String path, Selector points, boolean off, Map<String, Object> options) {}

    static RuleText of(String file, String path, Object given) {
        Map<String, Object> rule = RuleOptions.map("", given);
        String name = text(rule, "rule");
        if (!NAME.matcher(name).matches()) {
            throw new RuleFault("rule", "'" + name + "' is no name: small letters, digits, '.' and '-', at most 100");
        }
        List<Exemption> exceptions = new ArrayList<>();
        Object except = rule.getOrDefault("except", List.of());
        if (!(except instanceof List<?> list)) {
            throw new RuleFault("except", "must be a list in brackets [ ]");
        }
        for (int i = 0; i < list.size(); i++) {
            exceptions.add(exception("except[" + i + "]", list.get(i)));
        }
        return new RuleText(file, path, name, text(rule, "kind"), Selector.of(rule.get("for")), laid(Map.of(), without(rule, HEAD)), List.copyOf(exceptions));
    }

    private static Exemption exception(String path, Object given) {
        try {
            Map<String, Object> one = RuleOptions.map("", given);
            boolean off = Boolean.TRUE.equals(one.get("off"));
            Map<String, Object> changed = without(one, Set.of("for", "off", "comment"));
            if (off != changed.isEmpty()) {
                throw new RuleFault("", off ? "is off, and says something else besides; take one away" : "changes nothing; say \"off\": true or what is other");
            }
            return new Exemption(path, Selector.of(one.get("for")), off, changed);
        } catch (RuleFault fault) {
            throw new RuleFault(path + (fault.option().isEmpty() ? "" : "." + fault.option()), fault.getMessage());
        }
    }

    private static String text(Map<String, Object> rule, String name) {
        if (rule.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new RuleFault(name, "is missing; every rule needs rule (its name), kind and for");
    }

    private static Map<String, Object> without(Map<String, Object> all, Set<String> names) {
        Map<String, Object> rest = new LinkedHashMap<>(all);
        rest.keySet().removeAll(names);
        return rest;
    }

    /** This rule's options with those of an exception laid over: objects name by name, {@code null} takes away. */
    static Map<String, Object> laid(Map<String, Object> under, Map<String, Object> over) {
        Map<String, Object> all = new LinkedHashMap<>(under);
        over.forEach((name, value) -> {
            if (value == null) {
                all.remove(name);
            } else if (value instanceof Map<?, ?> && all.get(name) instanceof Map<?, ?>) {
                all.put(name, laid(RuleOptions.map(name, all.get(name)), RuleOptions.map(name, value)));
            } else {
                all.put(name, value);
            }
        });
        return all;
    }
}
