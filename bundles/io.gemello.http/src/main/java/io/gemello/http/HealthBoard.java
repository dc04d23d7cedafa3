package io.gemello.http;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What all checks say at one moment, and what follows for the whole. */
record HealthBoard(Health.State state, List<Health> checks) {

    static HealthBoard of(List<HealthCheck> sources) {
        List<Health> all = new ArrayList<>();
        sources.forEach(source -> all.addAll(ask(source)));
        all.sort(Comparator.comparing(Health::name));
        return new HealthBoard(worst(all), List.copyOf(all));
    }

    /** A check that throws is itself a finding. */
    static List<Health> ask(HealthCheck source) {
        try {
            return source.check();
        } catch (RuntimeException | LinkageError failed) {
            return List.of(new Health(source.getClass().getName(), Health.State.CRITICAL, Instant.now(), "the check itself failed: " + failed, "this is a fault of the part that checks; restart its bundle"));
        }
    }

    static Health.State worst(List<Health> checks) {
        return checks.stream().map(Health::state).max(Comparator.naturalOrder()).orElse(Health.State.OK);
    }

    static String word(Health.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The word that the clients of InfluxDB read at {@code /health}. */
    private String status() {
        return state == Health.State.CRITICAL ? "fail" : "pass";
    }

    /** For who is not signed in: which parts are unwell, not why. Without it nobody could see that the users' file is broken. */
    Map<String, Object> brief() {
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("status", status());
        brief.put("state", word(state));
        brief.put("unwell", checks.stream().filter(check -> check.state() != Health.State.OK).map(Health::name).toList());
        return brief;
    }

    Map<String, Object> full() {
        List<Object> entries = new ArrayList<>();
        for (Health check : checks) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", check.name());
            entry.put("state", word(check.state()));
            entry.put("since", check.since());
            entry.put("message", check.message());
            entry.put("remedy", check.remedy());
            entries.add(entry);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("status", status());
        all.put("state", word(state));
        all.put("checks", entries);
        return all;
    }
}
