package io.gemello.twin;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.twin.policy.Judge;
import io.gemello.twin.policy.Policies;
import io.gemello.twin.policy.PolicyState;
import io.gemello.twin.policy.Sight;
import io.gemello.twin.rql.RqlField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConditionFailedException;

/** Asks the thing's policy, and says what Ditto says where the answer is no: what somebody may not read is not there. */
final class Guard {
    private static final JsonPointer FEATURES = JsonPointer.of("/features");

    private final Policies policies;
    private final Judge judge;

    Guard(Policies policies, Judge judge) {
        this.policies = policies;
        this.judge = judge;
    }

    Judge judge() {
        return judge;
    }

    /** What somebody may see of a thing now. */
    Sight sight(Subject who, ThingState thing) {
        return judge.sight(who, thing.policyId());
    }

    /** As much of a thing's policy as somebody may see. */
    JsonObject policy(Subject who, ThingState thing) {
        PolicyState policy = policies.find(thing.policyId());
        return policy == null ? JsonObject.empty() : judge.sightOfPolicy(who, policy.id()).of(policy.json());
    }

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 404 where the caller may see nothing of the thing, 403 where he may not write */
    void write(ThingCommand command, ThingState thing) {
        Sight sight = sight(command.who(), thing);
        if (sight.nothing()) {
            throw PathErrors.notFound(ThingPath.WHOLE, command.thingId());
        }
        if (!mayWrite(command, thing.policyId())) {
            throw PathErrors.notModifiable(command.path(), command.thingId());
        }
        condition(command.conditions(), sight);
    }

    /** A condition may ask for anything in the thing: as in Ditto everything that it names must be what the caller may read, or he would learn of the rest by it. */
    void condition(Preconditions conditions, Sight sight) {
        if (conditions.condition() != null && !conditions.condition().rql().fields().stream().allMatch(field -> readable(field, sight))) {
            throw ThingConditionFailedException.newBuilderForInsufficientPermission(DittoHeaders.empty()).build();
        }
    }

    private static boolean readable(RqlField field, Sight sight) {
        return field.pointer() == null || sight.all(field.everyFeature() ? FEATURES : field.pointer());
    }

    /** A patch writes its leaves, whatever stands beside them. */
    private boolean mayWrite(ThingCommand command, String policyId) {
        JsonPointer path = command.path().pointer();
        boolean patch = command.op() == ThingCommand.Op.MERGE && command.value().isObject() && !command.value().isNull();
        return judge.mayWrite(command.who(), policyId, path) || patch && mayPatch(command.who(), policyId, path, command.value().asObject());
    }

    private boolean mayPatch(Subject who, String policyId, JsonPointer path, JsonObject patch) {
        return !patch.isEmpty() && patch.stream().allMatch(field -> {
            JsonPointer place = path.addLeaf(field.getKey());
            JsonValue value = field.getValue();
            return judge.mayWrite(who, policyId, place) || value.isObject() && !value.isNull() && mayPatch(who, policyId, place, value.asObject());
        });
    }

    /** A thing comes under another policy only by who may write it there too. @throws PolicyNotAccessibleException 404 */
    void moved(Subject who, String thingId, String from, String to, PolicyChanges policies) {
        if (to == null || to.equals(from)) {
            return;
        }
        if (policies.ahead(to) == null || judge.sight(who, to).nothing()) {
            throw PolicyNotAccessibleException.newBuilder(PolicyId.of(to)).build();
        }
        if (!judge.mayWrite(who, to, JsonPointer.empty())) {
            throw PathErrors.notModifiable(ThingPath.of(JsonPointer.of("/policyId")), thingId);
        }
    }

    /** Things and policies are made by operators. */
    void make(Subject who, String thingId) {
        if (!who.has(Role.OPERATOR)) {
            throw PathErrors.notModifiable(ThingPath.WHOLE, thingId);
        }
    }
}
