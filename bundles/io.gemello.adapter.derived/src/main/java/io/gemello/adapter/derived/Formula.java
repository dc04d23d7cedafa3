package io.gemello.adapter.derived;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a derived point: {@code function(part; part; …)}, parts by position or {@code name: part}.
 *
 * @param inletClass null where the function has none
 * @param selections by role, in the function's order; a role that is not given is missing
 * @param atLeast share of the points of each role that must be usable
 * @param scale what the result is multiplied by; NaN where none is given, and then units are checked
 */
record Formula(Function function, InletClass inletClass, Map<Role, Selection> selections, double atLeast, double scale) {
    private static final Pattern SHAPE = Pattern.compile("\\s*([a-z-]+)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("([a-z-]+):\\s+(.*)", Pattern.DOTALL);
    private static final String AT_LEAST = "at-least";
    private static final String SCALE = "scale";
    private static final String CLASS = "class";

    /** @throws IllegalArgumentException with what is wrong and what there is instead */
    static Formula of(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException("is no formula: it is function(part; part; …), e.g. sum(type=pump feature=flow)");
        }
        Function function = Function.of(shape.group(1));
        Map<String, String> parts = parts(function, shape.group(2));
        InletClass inletClass = null;
        if (function.hasClass()) {
            if (!parts.containsKey(CLASS)) {
                throw new IllegalArgumentException(function.word + " needs the class of inlet air first, e.g. " + function.word + "(A2; …)");
            }
            inletClass = InletClass.of(parts.remove(CLASS));
        }
        double atLeast = parts.containsKey(AT_LEAST) ? share(parts.remove(AT_LEAST)) : function.atLeast;
        double scale = parts.containsKey(SCALE) ? number(SCALE, parts.remove(SCALE)) : Double.NaN;
        Map<Role, Selection> selections = new LinkedHashMap<>();
        for (Role role : function.roles) {
            if (parts.containsKey(role.name())) {
                selections.put(role, Selection.of(parts.get(role.name())));
            } else if (role.needed()) {
                throw new IllegalArgumentException(function.word + " needs '" + role.name() + ":'");
            }
        }
        return new Formula(function, inletClass, selections, atLeast, scale);
    }

    private static Map<String, String> parts(Function function, String text) {
        List<String> order = order(function);
        Map<String, String> parts = new LinkedHashMap<>();
        int position = 0;
        for (String piece : text.split(";", -1)) {
            String part = piece.strip();
            if (part.isEmpty()) {
                throw new IllegalArgumentException("a part of " + function.word + "(…) is empty");
            }
            Matcher named = NAMED.matcher(part);
            String name;
            if (named.matches()) {
                name = named.group(1);
                part = named.group(2);
                if (!order.contains(name) && !name.equals(AT_LEAST) && !name.equals(SCALE)) {
                    throw new IllegalArgumentException(function.word + " has no '" + name + ":'; there are " + String.join(", ", order) + ", and " + AT_LEAST + ", " + SCALE);
                }
            } else if (position == order.size()) {
                throw new IllegalArgumentException(function.word + " has no place for '" + part + "'; it has " + String.join("; ", order));
            } else {
                name = order.get(position++);
            }
            if (parts.put(name, part) != null) {
                throw new IllegalArgumentException("'" + name + "' is given twice");
            }
        }
        return parts;
    }

    private static List<String> order(Function function) {
        List<String> roles = function.roles.stream().map(Role::name).toList();
        if (!function.hasClass()) {
            return roles;
        }
        return Stream.concat(Stream.of(CLASS), roles.stream()).toList();
    }

    private static double share(String text) {
        boolean percent = text.endsWith("%");
        double share = number(AT_LEAST, percent ? text.substring(0, text.length() - 1).strip() : text) / (percent ? 100 : 1);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(AT_LEAST + ": '" + text + "' is no share: write e.g. 80 % or 0.8");
        }
        return share;
    }

    private static double number(String name, String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new IllegalArgumentException(name + ": '" + text + "' is no number");
    }
}
