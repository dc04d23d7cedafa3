package io.gemello.twin.policy;

import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyEntryNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyEntryNotModifiableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyImportNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyImportNotModifiableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyImportsNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyImportsNotModifiableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotModifiableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.ResourceNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.ResourceNotModifiableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.ResourcesNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.ResourcesNotModifiableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.SubjectNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.SubjectNotModifiableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.SubjectsNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.SubjectsNotModifiableException;

/** What Ditto says of a part of a policy, part by part in its own words. */
public final class PolicyErrors {
    private PolicyErrors() {}

    /** 404: there is nothing, or the caller may not know of it. */
    public static DittoRuntimeException notFound(String policyId, PolicyPath path) {
        PolicyId id = PolicyId.of(policyId);
        return switch (path.kind()) {
            case POLICY, ENTRIES -> PolicyNotAccessibleException.newBuilder(id).build();
            case ENTRY, IMPORTABLE -> PolicyEntryNotAccessibleException.newBuilder(id, path.label()).build();
            case SUBJECTS -> SubjectsNotAccessibleException.newBuilder(id, path.label()).build();
            case SUBJECT -> SubjectNotAccessibleException.newBuilder(id, path.label(), path.item()).build();
            case RESOURCES -> ResourcesNotAccessibleException.newBuilder(id, path.label()).build();
            case RESOURCE -> ResourceNotAccessibleException.newBuilder(id, path.label(), path.item()).build();
            case IMPORTS -> PolicyImportsNotAccessibleException.newBuilder(id).build();
            case IMPORT -> PolicyImportNotAccessibleException.newBuilder(id, path.item()).build();
        };
    }

    /** 403: the caller may read it but not write. */
    public static DittoRuntimeException notModifiable(String policyId, PolicyPath path) {
        PolicyId id = PolicyId.of(policyId);
        return switch (path.kind()) {
            case POLICY, ENTRIES -> PolicyNotModifiableException.newBuilder(id).build();
            case ENTRY, IMPORTABLE -> PolicyEntryNotModifiableException.newBuilder(id, path.label()).build();
            case SUBJECTS -> SubjectsNotModifiableException.newBuilder(id, path.label()).build();
            case SUBJECT -> SubjectNotModifiableException.newBuilder(id, path.label(), path.item()).build();
            case RESOURCES -> ResourcesNotModifiableException.newBuilder(id, path.label()).build();
            case RESOURCE -> ResourceNotModifiableException.newBuilder(id, path.label(), path.item()).build();
            case IMPORTS -> PolicyImportsNotModifiableException.newBuilder(id).build();
            case IMPORT -> PolicyImportNotModifiableException.newBuilder(id, PolicyId.of(path.item())).build();
        };
    }
}
