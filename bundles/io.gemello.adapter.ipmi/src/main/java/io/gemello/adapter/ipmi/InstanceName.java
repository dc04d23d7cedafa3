package io.gemello.adapter.ipmi;

import java.util.Map;

/** The name under which a configured instance stands in {@code points.csv}. */
final class InstanceName {
    private InstanceName() {}

    /** The configured name, else the instance's part of the PID ({@code io.gemello.adapter.ipmi~hall} is {@code hall}), else {@code ipmi}. */
    static String of(String configured, Map<String, Object> properties) {
        if (!configured.isBlank()) {
            return configured.trim();
        }
        String pid = String.valueOf(properties.get("service.pid"));
        return pid.contains("~") ? pid.substring(pid.indexOf('~') + 1) : "ipmi";
    }
}
