package io.gemello.twin.policy;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.auth.AuthorizationSubject;
import org.eclipse.ditto.base.model.auth.DittoAuthorizationContextType;

/** As whom a caller stands in policies: by name, {@code gemello:nina}, and by each role that he has or that his includes, {@code role:viewer}. */
public final class Callers {
    static final String ROLE = "role:";
    private static final List<Role> ROLES = List.of(Role.VIEWER, Role.OPERATOR, Role.INTEGRATOR);

    private Callers() {}

    /** The caller's own subject first. */
    public static List<String> subjects(Subject who) {
        List<String> subjects = new ArrayList<>(List.of(who.dittoSubject()));
        ROLES.stream().filter(who::has).forEach(role -> subjects.add(ROLE + role.word()));
        return subjects;
    }

    static AuthorizationContext context(Subject who) {
        return AuthorizationContext.newInstance(DittoAuthorizationContextType.UNSPECIFIED, subjects(who).stream().map(AuthorizationSubject::newInstance).toList());
    }
}
