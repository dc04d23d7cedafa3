package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.Response;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes over a socket is answered, what is answered with an error has changed nothing, and nothing is the twin's own fault. */
class ProtocolFuzzTest {
    private static final List<String> TOPICS = List.of("a/t/things/twin/commands/modify", "a/t/things/twin/commands/merge", "a/t/things/twin/commands/retrieve", "a/t/things/twin/commands/create",
        "a/t/things/twin/commands/delete", "_/_/things/twin/commands/retrieve", "a/t/things/twin/commands/migrateDefinition", "a/t/things/twin/commands/", "a/t/things/twin/events/modified", "a/t/things/twin/acks/x-ack", "a/t/things/twin/acks",
        "a/t/things/twin/errors", "a/t/things/none/commands/modify", "a/p/policies/commands/modify", "a/p/policies/commands/retrieve", "a/p/policies/commands/create", "a/p/policies/commands/delete", "a/t/connections/commands/modify", "_/_/things/twin/search/subscribe", "_/_/things/twin/search/request",
        "_/_/things/twin/search/cancel", "_/_/things/twin/search/next", "a/t/things/live/messages/m", "a/t/things/live/commands/modify", "a/t/things/live/commands/retrieve", "a/_/things/twin/commands/modify", "_/t/things/twin/commands/modify",
        "a b/t/things/twin/commands/modify", "", "/", "////", "a", "a/t/things/twin/streaming/subscribeForPersistedEvents", "é/ü/things/twin/commands/modify", "unknown/unknown/things/twin/errors");
    private static final List<String> PATHS = List.of("/", "/attributes", "/attributes/x", "/attributes/x/y", "/features", "/features/f", "/features/f/properties", "/features/f/properties/p", "/features/f/desiredProperties/p",
        "/features/f/definition", "/definition", "/policyId", "/nowhere", "", "//", "/attributes//x", "/attributes/~0~1", "/attributes/~2", "/inbox/messages/m", "/features/f/outbox/messages/m", "/inbox/messages", "/outbox/messages/", "x",
        "/attributes/\\u0000", "/attributes/é", "/entries/DEFAULT/resources/thing:/", "/entries/x", "/entries/x/resources/", "/entries/x/resources/nothing", "/entries/x/subjects/", "/entries//", "/imports/", "/entries/DEFAULT/subjects/a:b", "/imports/x");
    private static final List<String> VALUES = List.of("1", "-0.0", "1e400", "123456789012345678901234567890", "\"text\"", "\"\"", "null", "true", "[]", "[1,[2,{\"a\":null}]]", "{}", "{\"attributes\":{\"x\":1}}", "{\"thingId\":\"b:u\"}",
        "{\"attributes\":7}", "{\"features\":{\"f\":{\"properties\":{\"p\":1}}}}", "{\"features\":{\"\":{}}}", "{\"thingIds\":[\"a:t\",5]}", "{\"subscriptionId\":\"no\",\"demand\":1}", "{\"filter\":\"eq(attributes/x,1)\",\"options\":\"size(1)\"}",
        "{\"filter\":7,\"options\":[1],\"namespaces\":{}}", "{\"policyId\":\"a b\"}", "\"org.x:y:1\"", "{\"a/b\":1}", "{\"x\":{\"x\":{\"x\":{}}}}", "\"\\ud800\"");
    private static final List<String> HEADERS = List.of("\"timeout\":\"100ms\"", "\"timeout\":-1", "\"timeout\":\"61s\"", "\"if-match\":\"\\\"rev:1\\\"\"", "\"if-match\":\"rubbish\"", "\"if-none-match\":\"*\"", "\"if-equal\":\"skip\"", "\"if-equal\":\"never\"",
        "\"condition\":\"eq(attributes/x,1)\"", "\"condition\":\"eq(\"", "\"condition\":5", "\"put-metadata\":[{\"key\":\"*/m\",\"value\":1}]", "\"put-metadata\":\"x\"", "\"get-metadata\":\"*\"", "\"delete-metadata\":\"a,,b\"", "\"requested-acks\":[\"x-ack\"],\"timeout\":\"10ms\"",
        "\"requested-acks\":\"!\"", "\"requested-acks\":[5]", "\"requested-acks\":[]", "\"content-type\":\"\"", "\"content-type\":7", "\"mine\":{\"deep\":[1]}", "\"ditto-originator\":\"somebody:else\"", "\"version\":2", "\"version\":\"x\"", "\"channel\":\"live\"",
        "\"live-channel-condition\":\"eq(attributes/x,1)\"", "\"at-historical-revision\":1", "\"\":\"\"", "\"correlation-id\":7", "\"schema-version\":9", "\"allow-policy-lockout\":\"perhaps\"", "\"dry-run\":true");
    private static final List<String> FRAMES = List.of("START-SEND-EVENTS?filter=eq(", "START-SEND-EVENTS?extraFields=%", "START-SEND-EVENTS?extraFields=a,,(b", "START-SEND-MESSAGES?filter=%%%", "START-SEND-NOTHING", "STOP-SEND-EVENTS", "START-SEND-EVENTS?namespaces=,,,",
        "", " ", "null", "[]", "7", "\"text\"", "{", "{}", "{\"topic\":7}", "{\"topic\":\"a/t/things/twin/commands/modify\"}", "{\"headers\":7,\"topic\":\"a/t/things/twin/commands/modify\",\"path\":\"/\"}", "\u0000", "JWT-TOKEN");

    /** Damage to an id changes its length. */
    private static final Pattern OTHER = Pattern.compile("\"case-\\d{6}-|/twin/events/(created|modified|merged|deleted)\",");
    private static final String IMPATIENT = ",\"timeout\":\"10ms\"";

    private final Building building = new Building();
    private final FakeSocket socket = new FakeSocket(building);

    @AfterEach
    void close() {
        socket.close();
        building.close();
    }

    @Test
    void twoThousandStrangeTextsAreAnswered() {
        cases(2_000, 1);
    }

    @Test
    @Tag("long")
    void aHundredThousandStrangeTextsAreAnswered() {
        cases(100_000, 20_261_121);
    }

    private void cases(int count, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            if (building.get("/a:t").status() != 200) {
                Response made = building.put("/a:t", "{\"attributes\":{\"x\":1},\"features\":{\"f\":{\"properties\":{\"p\":0}}}}");
                assertEquals(201, made.status(), () -> Building.text(made));
            }
            String text = random.nextInt(20) == 0 ? pick(FRAMES, random) : envelope(random, String.format("case-%06d-", i));
            String damaged = random.nextInt(10) == 0 ? damaged(text, random) : text;
            // A live command that has lost its timeout alone waits for its answer for ten seconds.
            boolean patient = text.contains("/live/") && !(damaged.contains("\"headers\":{\"correlation-id\"") && damaged.contains(IMPATIENT));
            String broken = patient ? text : damaged;
            String before = Building.text(building.get("/a:t"));
            socket.told.clear();
            socket.text(broken);
            String said = "case " + i + " of seed " + seed + ": " + broken;
            String mine = String.format("\"case-%06d-", i);
            Building.until(said, () -> answer(mine) != null);
            String answer = answer(mine);
            int status = answer.startsWith("{") ? FakeSocket.status(JsonFactory.newObject(answer)) : 200;
            assertTrue(status < 500 || answer.contains("gemello:twin.unsupported"), () -> said + " -> " + answer);
            assertEquals(0, socket.closed, said);
            JsonObject envelope = answer.startsWith("{") ? JsonFactory.newObject(answer) : JsonFactory.newObject();
            if (status == 408) {
                // It may be carried out yet; what follows on the same thing comes behind it.
                building.put("/a:t/attributes/x", "1");
            } else if (FakeSocket.text(envelope, "topic").endsWith("/errors")) {
                assertEquals(before, Building.text(building.get("/a:t")), said);
            }
        }
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** The first text that is not of another case (a search says more than one thing) and no event of what others do. Null for none yet. */
    private String answer(String mine) {
        return socket.told.stream().filter(text -> text.contains(mine) || !OTHER.matcher(text).find()).findFirst().orElse(null);
    }

    private static String envelope(Random random, String correlationId) {
        StringBuilder headers = new StringBuilder("\"correlation-id\":\"" + correlationId + "\"");
        StringBuilder live = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.append(',').append(pick(HEADERS, random));
        }
        String topic = pick(TOPICS, random);
        if (topic.contains("/live/")) {
            live.append(IMPATIENT);
        }
        String value = random.nextInt(8) == 0 ? "" : ",\"value\":" + pick(VALUES, random);
        String fields = random.nextInt(6) == 0 ? ",\"fields\":" + pick(List.of("\"thingId\"", "\"attributes(x\"", "\"features/f(properties/p)\"", "7", "\"\"", "\",,\""), random) : "";
        return "{\"topic\":\"" + topic + "\",\"headers\":{" + headers + live + "},\"path\":\"" + pick(PATHS, random) + "\"" + value + fields + "}";
    }

    private static String damaged(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + (char) random.nextInt(0x300) + text.substring(at);
            default -> text.substring(0, at) + text.substring(at) + text.substring(at);
        };
    }
}
