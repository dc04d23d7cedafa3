package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.eclipse.ditto.json.JsonFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes over HTTP is answered, what is answered with an error has changed nothing, and nothing is the twin's own fault. */
class HttpFuzzTest {
    private static final List<String> METHODS = List.of("GET", "GET", "PUT", "PUT", "PATCH", "PATCH", "DELETE", "POST");
    private static final List<String> THINGS = List.of("a:t", "a:t", "a:t", "org.first:r1", "org.first:r1", "org.first:r1", "a:none", "a", ":t", "a%20b:c", "a:b:c", "%C3%A9:t", "a:" + "x".repeat(300));
    private static final List<String> PARTS = List.of("", "/", "/attributes", "/attributes/x", "/attributes/x/y", "/attributes/type", "/attributes//x", "/attributes/~0~1", "/attributes/~2", "/attributes/%00", "/attributes/%F0%9F%92%A7",
        "/attributes/a%2Fb", "/features", "/features/f", "/features/f/properties", "/features/f/properties/p", "/features/f/properties/p/q", "/features/f/desiredProperties/p", "/features/f/definition", "/features/set",
        "/features/set/properties", "/features/set/properties/value", "/features/set/properties/time", "/features/alerts", "/features/alerts/properties/count", "/features//properties", "/definition", "/policyId", "/policyId/x",
        "/nowhere", "/features/f/nowhere", "/features/set/timeseries/value", "/features/set/timeseries/unit", "/features/set/timeseries/", "/features/f/timeseries/p");
    private static final List<String> OTHERS = List.of("/api/2/things", "/api/2/search/things", "/api/2/search/things/count", "/api/2/policies/a:p", "/api/2/policies/a:p/entries/x",
        "/api/2/policies/a:p/entries/DEFAULT/resources/thing:%2F", "/api/2/policies/a:p/entries//", "/api/2/policies/nonsense", "/api/2/policies/a:p/imports/a:t", "/api/2/whoami", "/api/2/checkPermissions",
        "/api/gemello/graph/r1/impact", "/api/gemello/graph/r1/neighbours", "/api/gemello/graph/nobody/upstream", "/api/2/timeseries/things/org.first:r1/features/set/properties/value");
    private static final List<String> MESSAGES = List.of("/api/2/things/a:t/inbox/messages/x", "/api/2/things/a:t/outbox/messages/", "/api/2/things/a:t/inbox/messages/%2F", "/api/2/things/a:t/features/f/inbox/messages/x/y",
        "/api/2/things/a:none/outbox/messages/x", "/api/2/things/a:t/inbox/claim");
    private static final List<String> BODIES = List.of("1", "-0.0", "1e400", "123456789012345678901234567890", "\"text\"", "\"\"", "null", "true", "[]", "[1,[2,{\"a\":null}]]", "{}", "{", "", "{\"a\":1,\"a\":2}",
        "{\"attributes\":{\"x\":1}}", "{\"attributes\":null}", "{\"thingId\":\"b:u\"}", "{\"attributes\":7}", "{\"features\":{\"f\":{\"properties\":{\"p\":1}}}}", "{\"features\":{\"\":{}}}", "{\"features\":{\"set\":null}}",
        "{\"features\":{\"set\":{\"properties\":{\"value\":21,\"time\":\"x\"}}}}", "{\"features\":{\"set\":{\"properties\":{\"value\":{}}}}}", "{\"features\":{\"alerts\":{\"properties\":{\"count\":3}}}}", "{\"features\":{\"alerts\":null}}",
        "{\"policyId\":\"a b\"}", "{\"policyId\":\"a:none\"}", "\"org.x:y:1\"", "{\"a/b\":1}", "{\"x\":{\"x\":{\"x\":{}}}}", "\"\\ud800\"", "{\"_policy\":{}}", "{\"_copyPolicyFrom\":\"a:none\"}",
        "{\"subjects\":{\"x\":7},\"resources\":{}}", "{\"grant\":[\"READ\"],\"revoke\":7}", "{\"grant\":[],\"revoke\":[\"WRITE\"]}");
    private static final List<String[]> HEADERS = List.of(header("timeout", "100ms"), header("timeout", "-1"), header("timeout", "61s"), header("If-Match", "\"rev:1\""), header("If-Match", "rubbish"), header("If-None-Match", "*"),
        header("if-equal", "skip"), header("if-equal", "never"), header("condition", "eq(attributes/x,1)"), header("condition", "eq("), header("put-metadata", "[{\"key\":\"*/m\",\"value\":1}]"), header("put-metadata", "x"),
        header("get-metadata", "*"), header("delete-metadata", "a,,b"), header("requested-acks", "[\"x-ack\"]", "timeout", "10ms"), header("requested-acks", "!"), header("Content-Type", "text/plain"), header("Content-Type", ""),
        header("at-historical-revision", "1"), header("at-historical-revision", "x"), header("at-historical-timestamp", "2023-11-14T22:13:00Z"), header("at-historical-timestamp", "now"), header("correlation-id", ""),
        header("response-required", "false"), header("live-channel-condition", "eq(a,1)"), header("channel", "live"), header("Accept", "text/nonsense"));
    private static final List<String> QUERIES = List.of("filter", "option", "fields", "namespaces", "ids", "condition", "timeout", "from", "to", "interval", "aggregation", "limit", "kinds", "depth", "cursor", "type", "extraFields", "namespace");
    private static final List<String> VALUES = List.of("", " ", "eq(attributes/x,1)", "and(", "not(exists(features/*/properties/p))", "eq(features/*/properties/p,\"\\u0000\")", "in(attributes/x)", "like(attributes/x,\"*\")", "size(200)", "size(0)",
        "sort(+thingId,-attributes/x),size(3)", "cursor(nonsense)", "limit(0,5)", "limit(", "thingId,attributes/x", "features/f(properties/p", ",,", "_revision", "a:t,org.first:r1", "a:t,,", "x", "now", "now-1h", "2023-11-14T22:13:00Z", "1m", "PT0S",
        "avg", "median", "5", "-5", "99999999999999999999", "feeds,-partOf", "feeds,", "a", "org.first");

    private final Building building = new Building();

    private static String[] header(String... pairs) {
        return pairs;
    }

    @AfterEach
    void close() {
        building.close();
    }

    @Test
    void twoThousandStrangeRequestsAreAnswered() {
        cases(2_000, 1);
    }

    @Test
    @Tag("long")
    void aHundredThousandStrangeRequestsAreAnswered() {
        cases(100_000, 20_261_121);
    }

    private void cases(int count, long seed) {
        FakeSeries series = new FakeSeries();
        building.series = series;
        building.asset("r1", Map.of());
        series.add(new Reading(building.point("r1", "set", DittoAdapter.NAME), building.clock.get(), 20, Quality.GOOD));
        building.apply();
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            if (building.get("/a:t").status() != 200) {
                made();
            }
            String method = pick(METHODS, random);
            String path = path(random, method);
            String body = method.equals("GET") || method.equals("DELETE") ? null : body(random);
            String[] headers = headers(random, method, path);
            String said = "case " + i + " of seed " + seed + ": " + method + " " + path + " " + String.join("|", headers) + "\n" + body;
            String before = state();
            Response answer = building.call(method, path, body, headers);
            String text = answer.body() instanceof byte[] ? Building.text(answer) : "";
            assertTrue(answer.status() < 500 || answer.status() == 501 && text.contains("gemello:twin.unsupported"), () -> said + " -> " + answer.status() + " " + text);
            if (answer.status() == 408 || answer.status() == 202 || answer.status() == 424) {
                // It may be carried out yet; what follows on the same thing comes behind it.
                settle();
            } else if (answer.status() >= 400) {
                assertEquals(answer.status(), JsonFactory.newObject(text).getValue("status").orElseThrow().asInt(), said);
                assertEquals(before, state(), said);
            }
        }
    }

    private void made() {
        building.call("DELETE", "/api/2/policies/a:t", null);
        Response made = building.put("/a:t", "{\"attributes\":{\"x\":1},\"features\":{\"f\":{\"properties\":{\"p\":0}}}}");
        assertEquals(201, made.status(), () -> Building.text(made));
    }

    private void settle() {
        building.put("/a:t/attributes/settled", "1");
        building.put("/org.first:r1/attributes/settled", "1");
    }

    private String state() {
        return Building.text(building.get("/a:t?fields=thingId,policyId,definition,attributes,features,_revision,_metadata")) + Building.text(building.get("/org.first:r1?fields=attributes,features,policyId,_metadata"))
            + Building.text(building.call("GET", "/api/2/policies/a:p", null)) + building.intake.values();
    }

    private static String path(Random random, String method) {
        boolean other = method.equals("POST") || method.equals("GET") && random.nextInt(3) == 0 || random.nextInt(12) == 0;
        String path = !other ? "/" + pick(THINGS, random) + pick(PARTS, random) : fitting(random, method);
        if (MESSAGES.contains(path)) {
            // A timeout among the queries would be waited for.
            return path;
        }
        List<String> query = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            query.add(pick(QUERIES, random) + "=" + URLEncoder.encode(random.nextInt(10) == 0 ? noise(random) : pick(VALUES, random), StandardCharsets.UTF_8));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** The server alone knows that a path has no such method. */
    private static String fitting(Random random, String method) {
        List<String> paths = switch (method) {
            case "GET" -> OTHERS.stream().filter(path -> !path.endsWith("checkPermissions")).toList();
            case "POST" -> random.nextInt(3) == 0 ? MESSAGES : OTHERS.stream().filter(path -> path.equals("/api/2/things") || path.contains("/search/") || path.endsWith("checkPermissions")).toList();
            case "PATCH" -> List.of("/a:t");
            default -> OTHERS.stream().filter(path -> path.startsWith("/api/2/policies/")).toList();
        };
        return pick(paths, random);
    }

    private static String[] headers(Random random, String method, String path) {
        List<String> headers = new ArrayList<>();
        if (method.equals("POST") && MESSAGES.contains(path)) {
            // Nobody answers.
            headers.addAll(List.of("timeout", "10ms"));
        }
        if (method.equals("PATCH")) {
            headers.addAll(List.of("Content-Type", "application/merge-patch+json"));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.addAll(List.of(HEADERS.get(random.nextInt(HEADERS.size()))));
        }
        return headers.toArray(String[]::new);
    }

    private static String body(Random random) {
        String body = pick(BODIES, random);
        if (body.isEmpty() || random.nextInt(8) > 0) {
            return body;
        }
        int at = random.nextInt(body.length());
        return random.nextBoolean() ? body.substring(0, at) : body.substring(0, at) + noise(random) + body.substring(at);
    }

    private static String noise(Random random) {
        return random.ints(1 + random.nextInt(6), 0, 0x300).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
