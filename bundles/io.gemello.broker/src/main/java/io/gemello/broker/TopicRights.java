package io.gemello.broker;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who may publish and subscribe what: defaults by role, replaced by {@code rights.<role or user>.publish} and {@code .subscribe}. Topics of
 * commands are open to operators, and to users whose own line says so: no device, and no part of this runtime that carries telemetry,
 * publishes there.
 */
final class TopicRights {
    static final String USUAL_COMMANDS = "+/command/#";
    private static final String PREFIX = "rights.";
    private static final List<TopicFilter> ALL = List.of(new TopicFilter("#"));

    /** What one signed-in client may do; travels in its JAAS subject. @param closed what it may not publish all the same */
    record Granted(String name, List<TopicFilter> publish, List<TopicFilter> subscribe, List<TopicFilter> closed) implements Principal {
        @Override
        public String getName() {
            return name;
        }

        boolean mayPublish(String topic) {
            return publish.stream().anyMatch(f -> f.covers(topic)) && closed.stream().noneMatch(f -> f.covers(topic));
        }

        boolean maySubscribe(String filter) {
            return subscribe.stream().anyMatch(f -> f.covers(filter));
        }
    }

    private final Map<String, List<TopicFilter>> configured = new HashMap<>();
    private final List<TopicFilter> commands;

    /** @param properties the broker's configuration; keys other than {@code rights.…} and {@code command.topics} are ignored */
    TopicRights(Map<String, ?> properties) {
        commands = filters(properties.containsKey("command.topics") ? properties.get("command.topics") : USUAL_COMMANDS);
        properties.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                if (!key.endsWith(".publish") && !key.endsWith(".subscribe")) {
                    throw new IllegalArgumentException("io.gemello.broker: '" + key + "' is not understood; write rights.<role or user>.publish or rights.<role or user>.subscribe");
                }
                configured.put(key.substring(PREFIX.length()), filters(value));
            }
        });
    }

    private static List<TopicFilter> filters(Object value) {
        String filters = value instanceof String[] list ? String.join(",", list) : String.valueOf(value);
        return Arrays.stream(filters.split(",")).map(String::strip).filter(f -> !f.isEmpty()).map(TopicFilter::new).toList();
    }

    /** A user's own lines replace those of his roles, each direction by itself. */
    Granted of(Subject who) {
        boolean ordering = who.has(Role.OPERATOR) || own(who, "publish") != null;
        return new Granted(who.name(), filters(who, "publish"), filters(who, "subscribe"), ordering ? List.of() : commands);
    }

    /** For the telemetry of this runtime. */
    Granted telemetry(String name) {
        return new Granted(name, ALL, ALL, commands);
    }

    /** For who gives orders. */
    Granted commander(String name) {
        return new Granted(name, commands, List.of(), List.of());
    }

    /** For who carries them out. */
    Granted actuator(String name) {
        return new Granted(name, List.of(), commands, List.of());
    }

    /** What a user's own line says; null where there is none. */
    private List<TopicFilter> own(Subject who, String direction) {
        return isRole(who.name()) ? null : configured.get(who.name() + "." + direction);
    }

    private List<TopicFilter> filters(Subject who, String direction) {
        List<TopicFilter> own = own(who, direction);
        if (own != null) {
            return own;
        }
        List<TopicFilter> sum = new ArrayList<>();
        for (Role role : who.roles()) {
            sum.addAll(configured.getOrDefault(role.word() + "." + direction, byDefault(role, direction)));
        }
        return List.copyOf(sum);
    }

    private static List<TopicFilter> byDefault(Role role, String direction) {
        boolean granted = switch (role) {
            case ANYONE -> false;
            case DEVICE -> direction.equals("publish");
            case VIEWER -> direction.equals("subscribe");
            case OPERATOR, INTEGRATOR -> true;
        };
        return granted ? ALL : List.of();
    }

    private static boolean isRole(String name) {
        return Arrays.stream(Role.values()).anyMatch(r -> r.name().toLowerCase(Locale.ROOT).equals(name));
    }
}
