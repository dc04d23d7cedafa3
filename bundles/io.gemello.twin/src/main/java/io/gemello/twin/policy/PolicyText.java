package io.gemello.twin.policy;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyEntry;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.PolicyTooLargeException;
import org.eclipse.ditto.policies.model.SubjectExpiryInvalidException;
import org.eclipse.ditto.policies.model.Subjects;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyModificationInvalidException;

/** What clients write as a policy: read by Ditto's model, checked as Ditto checks it. */
public final class PolicyText {
    /** Bytes of JSON, Ditto's bound. */
    private static final int MAX_BYTES = 102_400;
    private static final Pattern CALLER = Pattern.compile("\\{\\{\\s*request:subjectId\\s*}}");

    private PolicyText() {}

    /** The body with the caller in place of {@code {{ request:subjectId }}}. */
    public static JsonValue of(JsonValue body, Subject who) {
        if (body.isArray()) {
            JsonArrayBuilder items = JsonFactory.newArrayBuilder();
            body.asArray().forEach(item -> items.add(of(item, who)));
            return items.build();
        }
        if (!body.isObject() || body.isNull()) {
            return body.isString() ? JsonValue.of(filled(body.asString(), who)) : body;
        }
        JsonObjectBuilder filled = JsonFactory.newObjectBuilder();
        body.asObject().forEach(field -> filled.set(JsonKey.of(filled(field.getKeyName(), who)), of(field.getValue(), who)));
        return filled.build();
    }

    private static String filled(String text, Subject who) {
        return text.contains("{{") ? CALLER.matcher(text).replaceAll(Matcher.quoteReplacement(who.dittoSubject())) : text;
    }

    /** A whole policy from a body, whatever id stands in it. @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 400 */
    public static Policy whole(String id, JsonObject body) {
        return PoliciesModelFactory.newPolicy(body.toBuilder().set("policyId", PolicyId.of(id).toString()).build());
    }

    /** @throws PolicyTooLargeException 413 @throws PolicyModificationInvalidException 400 for a policy that nobody could ever change again */
    public static Policy valid(Policy policy) {
        String id = policy.getEntityId().orElseThrow().toString();
        int bytes = PolicyState.text(policy).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw PolicyTooLargeException.newBuilder(bytes, MAX_BYTES).build();
        }
        Rules lasting = lasting(policy);
        boolean orphan = policy.getPolicyImports().isEmpty() && lasting.entries().stream().flatMap(entry -> entry.getSubjects().stream())
            .noneMatch(subject -> lasting.mayWritePolicy(subject.getId().toString()));
        if (orphan) {
            throw invalid(id, "It must contain at least one permanent Subject with permission(s) <[WRITE]> on resource <policy:/>!");
        }
        return policy;
    }

    /** @throws PolicyModificationInvalidException 400 for a policy of the site that its integrators could not change */
    public static Policy validOfSite(Policy policy) {
        String integrators = Callers.ROLE + Role.INTEGRATOR.word();
        if (!lasting(policy).mayWritePolicy(integrators)) {
            throw invalid(policy.getEntityId().orElseThrow().toString(), "It is the site's: the subject " + integrators + " must keep WRITE on policy:/.");
        }
        return valid(policy);
    }

    private static PolicyModificationInvalidException invalid(String id, String why) {
        return (PolicyModificationInvalidException) PolicyModificationInvalidException.newBuilder(PolicyId.of(id)).description(why).build();
    }

    /**
     * A subject that has expired already is not taken; one that expired where it stood may stay, so that what was read can be written back.
     *
     * @param before null for a new policy
     * @throws SubjectExpiryInvalidException 400
     */
    public static Policy unexpired(Policy before, Policy after, Instant now) {
        for (PolicyEntry entry : after) {
            Subjects known = before == null ? Subjects.newInstance(List.of()) : before.getEntryFor(entry.getLabel()).map(PolicyEntry::getSubjects).orElse(Subjects.newInstance(List.of()));
            for (org.eclipse.ditto.policies.model.Subject subject : entry.getSubjects()) {
                subject.getExpiry().filter(expiry -> !expiry.getTimestamp().isAfter(now) && known.getSubject(subject.getId()).filter(subject::equals).isEmpty()).ifPresent(expiry -> {
                    throw SubjectExpiryInvalidException.newBuilderTimestampInThePast(expiry.toString()).build();
                });
            }
        }
        return after;
    }

    /** Without the subjects that will expire. */
    private static Rules lasting(Policy policy) {
        return new Rules(policy.stream().map(entry -> PolicyEntry.newInstance(entry.getLabel(),
            entry.getSubjects().stream().filter(subject -> subject.getExpiry().isEmpty()).toList(), entry.getResources(), entry.getImportableType())).toList());
    }
}
