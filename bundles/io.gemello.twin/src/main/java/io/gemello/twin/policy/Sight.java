package io.gemello.twin.policy;

import io.gemello.api.access.Subject;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.Permissions;
import org.eclipse.ditto.policies.model.ResourceKey;
import org.eclipse.ditto.policies.model.enforcers.Enforcer;

/** What one caller may see of the things (or policies) that stand under one policy: everything, nothing or a part. Any thread; of the moment: ask for a new one with each request or event. */
public final class Sight {
    /** Sees no thing at all. */
    public static final Sight NOTHING = new Sight(null, null, Rules.THING, JsonFactory.newFieldSelector(JsonPointer.of("thingId")));
    private static final Permissions READ = Permissions.newInstance("READ");

    private final Enforcer enforcer;
    private final AuthorizationContext caller;
    private final String type;
    /** Shown to everybody who sees anything. */
    private final JsonFieldSelector always;
    private final boolean everything;
    private final boolean nothing;

    private Sight(Enforcer enforcer, AuthorizationContext caller, String type, JsonFieldSelector always) {
        this.enforcer = enforcer;
        this.caller = caller;
        this.type = type;
        this.always = always;
        everything = enforcer != null && enforcer.hasUnrestrictedPermissions(key(JsonPointer.empty()), caller, READ);
        nothing = enforcer == null || !everything && !enforcer.hasPartialPermissions(key(JsonPointer.empty()), caller, READ);
    }

    static Sight of(Enforcer enforcer, Subject who, String type) {
        String id = type.equals(Rules.THING) ? "thingId" : "policyId";
        return new Sight(enforcer, Callers.context(who), type, JsonFactory.newFieldSelector(JsonPointer.of(id)));
    }

    private ResourceKey key(JsonPointer path) {
        return ResourceKey.newInstance(type, path);
    }

    public boolean everything() {
        return everything;
    }

    public boolean nothing() {
        return nothing;
    }

    /** Whether all that stands at a place or below may be seen. */
    public boolean all(JsonPointer path) {
        return everything || !nothing && enforcer.hasUnrestrictedPermissions(key(path), caller, READ);
    }

    /** Whether anything that stands at a place or below may be seen. */
    public boolean some(JsonPointer path) {
        return everything || !nothing && enforcer.hasPartialPermissions(key(path), caller, READ);
    }

    /** As much of a thing (or a policy) as may be seen; its id always. */
    public JsonObject of(JsonObject whole) {
        return everything ? whole : nothing ? JsonFactory.newObject() : enforcer.buildJsonView(key(JsonPointer.empty()), whole, caller, always, READ);
    }

    /** As much of a part as may be seen; null for nothing. @param value what stands there; null for nothing */
    public JsonValue of(JsonPointer path, JsonValue value) {
        if (value == null || nothing || all(path)) {
            return nothing ? null : value;
        }
        return path.isEmpty() ? of(value.asObject()) : of(JsonFactory.newObject().setValue(path, value)).getValue(path).orElse(null);
    }
}
