package io.gemello.twin.policy;

import java.util.Optional;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.ImportableType;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.ResourceKey;
import org.eclipse.ditto.policies.model.SubjectId;

/** What a change makes of a policy. Pure. */
public final class PolicyEdit {
    private PolicyEdit() {}

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 404 for a part of an entry that is not there @throws org.eclipse.ditto.json.JsonRuntimeException for a value that does not belong there */
    public static Policy put(String id, Policy policy, PolicyPath path, JsonValue value) {
        if (path.label() != null && path.kind() != PolicyPath.Kind.ENTRY && !policy.contains(path.label())) {
            throw PolicyErrors.notFound(id, new PolicyPath(PolicyPath.Kind.ENTRY, path.label(), null));
        }
        String label = path.label();
        return switch (path.kind()) {
            case POLICY -> PolicyText.whole(id, object(value));
            case ENTRIES -> policy.toBuilder().removeAll(policy).setAll(PoliciesModelFactory.newPolicyEntries(object(value))).build();
            case ENTRY -> policy.setEntry(PoliciesModelFactory.newPolicyEntry(label, object(value)));
            case SUBJECTS -> policy.setSubjectsFor(label, PoliciesModelFactory.newSubjects(object(value)));
            case SUBJECT -> policy.setSubjectFor(label, PoliciesModelFactory.newSubject(path.item(), object(value)));
            case RESOURCES -> policy.setResourcesFor(label, PoliciesModelFactory.newResources(object(value)));
            case RESOURCE -> policy.setResourceFor(label, PoliciesModelFactory.newResource(ResourceKey.newInstance(path.item()), object(value)));
            case IMPORTABLE -> policy.setImportableFor(label, importable(value));
            case IMPORTS -> policy.toBuilder().setPolicyImports(PoliciesModelFactory.newPolicyImports(object(value))).build();
            case IMPORT -> policy.toBuilder().setPolicyImport(PoliciesModelFactory.newPolicyImport(PolicyId.of(path.item()), object(value))).build();
        };
    }

    /** Of something that is there. */
    public static Policy delete(Policy policy, PolicyPath path) {
        return switch (path.kind()) {
            case ENTRY -> policy.removeEntry(path.label());
            case SUBJECT -> policy.removeSubjectFor(path.label(), SubjectId.newInstance(path.item()));
            case RESOURCE -> policy.removeResourceFor(path.label(), ResourceKey.newInstance(path.item()));
            case IMPORTS -> policy.toBuilder().setPolicyImports(PoliciesModelFactory.emptyPolicyImports()).build();
            case IMPORT -> policy.toBuilder().setPolicyImports(policy.getPolicyImports().removePolicyImport(path.item())).build();
            default -> throw new IllegalArgumentException("a policy's " + path.kind() + " cannot be deleted");
        };
    }

    /** Whether there is a way to delete this kind of part. */
    public static boolean deletable(PolicyPath.Kind kind) {
        return switch (kind) {
            case POLICY, ENTRY, SUBJECT, RESOURCE, IMPORTS, IMPORT -> true;
            default -> false;
        };
    }

    private static ImportableType importable(JsonValue value) {
        return (value.isString() ? ImportableType.forName(value.asString()) : Optional.<ImportableType>empty())
            .orElseThrow(() -> JsonParseException.newBuilder().message("Importable is \"implicit\", \"explicit\" or \"never\".").build());
    }

    private static JsonObject object(JsonValue value) {
        if (value.isObject() && !value.isNull()) {
            return value.asObject();
        }
        throw JsonParseException.newBuilder().message("A JSON object is expected here.").build();
    }
}
