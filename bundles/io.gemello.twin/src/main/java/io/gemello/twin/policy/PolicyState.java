package io.gemello.twin.policy;

import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;

/**
 * A policy as it is published: immutable, read by any thread, kept as text; things made by the same caller have policies of the same text.
 *
 * @param created site time, UTC nanoseconds
 * @param modified site time, UTC nanoseconds
 * @param text {@code entries} and {@code imports} as JSON
 */
public record PolicyState(String id, long revision, long created, long modified, String text) {
    /** As Ditto's model has it. */
    public Policy policy() {
        return PoliciesModelFactory.newPolicy(json());
    }

    /** As Ditto shows it, special fields left out. */
    public JsonObject json() {
        return JsonFactory.newObjectBuilder().set("policyId", id).setAll(JsonFactory.newObject(text)).build();
    }

    /** What is kept of a policy as text. */
    public static String text(Policy policy) {
        JsonObject json = JsonFactory.newObject(policy.toJsonString());
        JsonObject kept = JsonFactory.newObjectBuilder()
            .set("entries", json.getValue("entries").orElseGet(JsonFactory::newObject)).build();
        return json.getValue("imports").filter(imports -> imports.isObject() && !imports.asObject().isEmpty()).map(imports -> kept.setValue("imports", imports)).orElse(kept).toString();
    }
}
