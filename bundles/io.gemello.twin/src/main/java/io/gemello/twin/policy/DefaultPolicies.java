package io.gemello.twin.policy;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import java.util.List;
import org.eclipse.ditto.policies.model.ImportableType;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyEntry;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.Resource;
import org.eclipse.ditto.policies.model.SubjectId;
import org.eclipse.ditto.policies.model.SubjectType;

/** Policies that nobody wrote. */
public final class DefaultPolicies {
    private static final List<String> READ = List.of("READ");
    private static final List<String> WRITE = List.of("READ", "WRITE");

    private DefaultPolicies() {}

    /** The site's, until somebody changes it: viewers read, operators write, integrators change the policy. */
    public static Policy ofRoles(String id) {
        return PoliciesModelFactory.newPolicy(PolicyId.of(id), List.of(
            entry("viewers", Callers.ROLE + Role.VIEWER.word(), READ, READ, READ),
            entry("operators", Callers.ROLE + Role.OPERATOR.word(), WRITE, READ, WRITE),
            entry("integrators", Callers.ROLE + Role.INTEGRATOR.word(), WRITE, WRITE, WRITE)));
    }

    /** Of a thing that was made without one: its maker may do everything, as with Ditto. */
    public static Policy ofMaker(String id, Subject maker) {
        return PoliciesModelFactory.newPolicy(PolicyId.of(id), List.of(entry("DEFAULT", maker.dittoSubject(), WRITE, WRITE, WRITE)));
    }

    private static PolicyEntry entry(String label, String subject, List<String> thing, List<String> policy, List<String> message) {
        return PoliciesModelFactory.newPolicyEntry(label,
            List.of(PoliciesModelFactory.newSubject(SubjectId.newInstance(subject), SubjectType.newInstance("gemello"))),
            List.of(resource(Rules.THING, thing), resource(Rules.POLICY, policy), resource("message", message)), ImportableType.IMPLICIT);
    }

    private static Resource resource(String type, List<String> granted) {
        return PoliciesModelFactory.newResource(type, "/", PoliciesModelFactory.newEffectedPermissions(granted, List.of()));
    }
}
