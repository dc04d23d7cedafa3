package io.gemello.http.people;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import org.osgi.service.component.annotations.Component;

/** Rights by role alone: who views may read every thing, who operates may write every thing. */
@Component
public final class RoleAccess implements Access {
    @Override
    public boolean mayRead(Subject who, String thingId) {
        return who.has(Role.VIEWER);
    }

    @Override
    public boolean mayWrite(Subject who, String thingId) {
        return who.has(Role.OPERATOR);
    }
}
