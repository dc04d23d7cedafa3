package io.gemello.twin.ditto;

import java.io.IOException;
import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;

/** The policy there under which things are made. One that is there already is used as it is. */
final class MirrorPolicy {
    private static final JsonObject ALL = JsonFactory.newObject("{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}");
    private static final JsonObject READ = JsonFactory.newObject("{\"grant\":[\"READ\"],\"revoke\":[]}");
    /** Whoever sends it, by which name ever he is known there. */
    private static final String SENDER = "{{ request:subjectId }}";

    private MirrorPolicy() {}

    /** @param readers subjects that a new policy lets read */
    static void ensure(OtherDitto there, String id, List<String> readers) throws IOException, Refused, InterruptedException {
        if (!there.policy(id)) {
            there.ask(Envelope.policy(id, "create", of(id, readers)));
        }
    }

    static JsonObject of(String id, List<String> readers) {
        JsonObjectBuilder entries = JsonFactory.newObjectBuilder()
            .set("mirror", entry(List.of(SENDER), JsonFactory.newObjectBuilder().set(JsonFactory.newKey("thing:/"), ALL).set(JsonFactory.newKey("policy:/"), ALL).set(JsonFactory.newKey("message:/"), ALL).build()));
        if (!readers.isEmpty()) {
            entries.set("readers", entry(readers, JsonFactory.newObjectBuilder().set(JsonFactory.newKey("thing:/"), READ).build()));
        }
        return JsonFactory.newObjectBuilder().set("policyId", id).set("entries", entries.build()).build();
    }

    private static JsonObject entry(List<String> subjects, JsonObject resources) {
        JsonObjectBuilder named = JsonFactory.newObjectBuilder();
        subjects.forEach(subject -> named.set(JsonFactory.newField(JsonFactory.newKey(subject), JsonFactory.newObject("{\"type\":\"mirror\"}"))));
        return JsonFactory.newObjectBuilder().set("subjects", named.build()).set("resources", resources).build();
    }
}
