package io.gemello.series.gateway;

import io.gemello.series.gateway.flux.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names under which this runtime's series are found: to InfluxDB 2's clients buckets, to those of 1 databases, each with the one retention policy
 * {@value #POLICY}. All of them are the same series.
 */
public final class Buckets {
    static final String POLICY = "autogen";
    /** InfluxDB's ids are 16 hexadecimal digits. */
    private static final String ORGANISATION = "000000000000000a";
    private final List<String> names;

    Buckets(List<String> names) {
        this.names = List.copyOf(names);
    }

    public List<String> names() {
        return names;
    }

    /** @param given a bucket, a database, or {@code database/policy} */
    public boolean knows(String given) {
        return names.contains(given) || given.endsWith("/" + POLICY) && names.contains(given.substring(0, given.length() - POLICY.length() - 1));
    }

    void check2(String given) {
        if (!knows(given)) {
            throw InfluxProblem.notFound("bucket \"" + given + "\" not found; this Gemello has " + names + ", see buckets in etc/io.gemello.series.gateway.cfg");
        }
    }

    void check1(String given) {
        if (!knows(given)) {
            throw InfluxProblem.notFound("database not found: \"" + given + "\"; this Gemello has " + names + ", see buckets in etc/io.gemello.series.gateway.cfg");
        }
    }

    /** As {@code GET /api/v2/buckets} lists them. @param name null for all */
    Map<String, Object> json(String name) {
        return Map.of("links", Map.of("self", "/api/v2/buckets"), "buckets", names.stream().filter(one -> name == null || one.equals(name)).map(this::json1).toList());
    }

    private Map<String, Object> json1(String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id(name));
        json.put("orgID", ORGANISATION);
        json.put("type", "user");
        json.put("name", name);
        json.put("retentionRules", List.of());
        return json;
    }

    private String id(String name) {
        return "%016x".formatted(0xb0 + names.indexOf(name));
    }

    /** As {@code buckets()} of a Flux script lists them. */
    List<Question.Bucket> listed() {
        return names.stream().map(name -> new Question.Bucket(name, id(name), ORGANISATION)).toList();
    }

    /** As {@code GET /api/v2/orgs} lists the one organisation, whatever it is called. */
    static Map<String, Object> organisations(String name) {
        return Map.of("orgs", List.of(Map.of("id", ORGANISATION, "name", name)));
    }
}
