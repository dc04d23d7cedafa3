package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.twin.policy.DefaultPolicies;
import io.gemello.twin.policy.Judge;
import io.gemello.twin.policy.PolicyState;
import io.gemello.twin.policy.PolicyText;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyIdNotExplicitlySettableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.PoliciesConflictingException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotCreatableException;

/** Under which policy a new thing stands: one that there is, one that its body brings ({@code _policy}) or names to be copied ({@code _copyPolicyFrom}), or its maker's own. On the lane. */
final class NewThingPolicy {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*ref:things/([^/]+)/policyId\\s*}}");

    private final Things things;
    private final PolicyChanges policies;
    private final Guard guard;

    /** @param toMake null where the policy is there */
    record Plan(String policyId, Policy toMake) {}

    NewThingPolicy(Things things, PolicyChanges policies, Guard guard) {
        this.things = things;
        this.policies = policies;
        this.guard = guard;
    }

    /** Changes nothing yet. @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException where the caller may not, or the body asks for the impossible */
    Plan plan(ThingCommand command) {
        guard.make(command.who(), command.thingId());
        JsonObject body = command.value().isObject() && !command.value().isNull() ? command.value().asObject() : JsonFactory.newObject();
        JsonObject inline = present(body, "_policy") == null ? null : ThingEdit.object(present(body, "_policy"));
        String copied = present(body, "_copyPolicyFrom") == null ? null : ThingEdit.text(present(body, "_copyPolicyFrom"));
        String named = present(body, "policyId") == null ? null : PolicyId.of(ThingEdit.text(present(body, "policyId"))).toString();
        if (inline != null && copied != null) {
            throw PoliciesConflictingException.newBuilder(ThingId.of(command.thingId())).build();
        }
        if (inline == null && copied == null) {
            return named == null ? own(command) : existing(command, named);
        }
        String id = named == null ? command.thingId() : named;
        Policy policy = inline != null ? brought(id, inline, named != null, command.who()) : copy(copied, command.who()).toBuilder().setId(PolicyId.of(id)).build();
        if (policies.ahead(policy.getEntityId().orElseThrow().toString()) != null) {
            throw ThingNotCreatableException.newBuilderForPolicyExisting(ThingId.of(command.thingId()), policy.getEntityId().orElseThrow()).build();
        }
        PolicyText.valid(policy);
        if (!Judge.wouldWrite(command.who(), policy, JsonPointer.empty()) || inline != null && !Judge.wouldKeep(command.who(), policy)) {
            throw PathErrors.notModifiable(ThingPath.WHOLE, command.thingId());
        }
        return new Plan(policy.getEntityId().orElseThrow().toString(), policy);
    }

    private static JsonValue present(JsonObject body, String field) {
        return body.getValue(field).filter(value -> !value.isNull()).orElse(null);
    }

    /** The policy that a thing of this id had before counts again for who may write under it. */
    private Plan own(ThingCommand command) {
        String id = command.thingId();
        if (policies.ahead(id) == null) {
            return new Plan(id, DefaultPolicies.ofMaker(id, command.who()));
        }
        if (!guard.judge().mayWrite(command.who(), id, JsonPointer.empty())) {
            throw ThingNotCreatableException.newBuilderForPolicyExisting(ThingId.of(id), PolicyId.of(id)).build();
        }
        return new Plan(id, null);
    }

    private Plan existing(ThingCommand command, String id) {
        if (policies.ahead(id) == null || guard.judge().sight(command.who(), id).nothing()) {
            throw ThingNotCreatableException.newBuilderForPolicyMissing(ThingId.of(command.thingId()), PolicyId.of(id)).build();
        }
        if (!guard.judge().mayWrite(command.who(), id, JsonPointer.empty())) {
            throw PathErrors.notModifiable(ThingPath.WHOLE, command.thingId());
        }
        return new Plan(id, null);
    }

    private static Policy brought(String id, JsonObject inline, boolean named, Subject who) {
        String own = present(inline, "policyId") == null ? id : PolicyId.of(ThingEdit.text(present(inline, "policyId"))).toString();
        if (named && !own.equals(id)) {
            throw PolicyIdNotExplicitlySettableException.newBuilder().build();
        }
        return PolicyText.unexpired(null, PolicyText.whole(own, PolicyText.of(inline, who).asObject()), Instant.now());
    }

    /** Whoever copies a policy must see all of it. */
    private Policy copy(String from, Subject who) {
        Matcher reference = REFERENCE.matcher(from.trim());
        String id;
        if (reference.matches()) {
            ThingState thing = things.find(ThingId.of(reference.group(1)).toString());
            if (thing == null || guard.sight(who, thing).nothing()) {
                throw PathErrors.notFound(ThingPath.WHOLE, reference.group(1));
            }
            id = thing.policyId();
        } else {
            id = PolicyId.of(from).toString();
        }
        PolicyState source = policies.ahead(id);
        if (source == null || !guard.judge().sightOfPolicy(who, id).everything()) {
            throw PolicyNotAccessibleException.newBuilder(PolicyId.of(id)).build();
        }
        return source.policy();
    }
}
