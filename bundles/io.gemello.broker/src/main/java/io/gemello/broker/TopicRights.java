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

/** Who may publish and subscribe what: defaults by role, replaced by {@code rights.<role or user>.publish} and {@code .subscribe}. */
final class TopicRights {
    private static final String PREFIX = "rights.";
    private static final List<TopicFilter> ALL = List.of(new TopicFilter("#"));

    /** What one signed-in client may do; travels in its JAAS subject. */
    record Granted(String name, List<TopicFilter> publish, List<TopicFilter> subscribe) implements Principal {
        @Override
        public String getName() {
            return name;
        }

        boolean mayPublish(String topic) {
            return publish.stream().anyMatch(f -> f.covers(topic));
        }

        boolean maySubscribe(String filter) {
            return subscribe.stream().anyMatch(f -> f.covers(filter));
        }
    }

    private final Map<String, List<TopicFilter>> configured = new HashMap<>();

    /** @param properties the broker's configuration; keys other than {@code rights.…} are ignored */
    TopicRights(Map<String, ?> properties) {
        properties.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                if (!key.endsWith(".publish") && !key.endsWith(".subscribe")) {
                    throw new IllegalArgumentException("io.gemello.broker: '" + key + "' is not understood; write rights.<role or user>.publish or rights.<role or user>.subscribe");
                }
                String filters = value instanceof String[] list ? String.join(",", list) : String.valueOf(value);
                configured.put(key.substring(PREFIX.length()),
                    Arrays.stream(filters.split(",")).map(String::strip).filter(f -> !f.isEmpty()).map(TopicFilter::new).toList());
            }
        });
    }

    /** A user's own lines replace those of his roles, each direction by itself. */
    Granted of(Subject who) {
        return new Granted(who.name(), filters(who, "publish"), filters(who, "subscribe"));
    }

    static Granted everything(String name) {
        return new Granted(name, ALL, ALL);
    }

    private List<TopicFilter> filters(Subject who, String direction) {
        List<TopicFilter> own = configured.get(who.name() + "." + direction);
        if (own != null && !isRole(who.name())) {
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
