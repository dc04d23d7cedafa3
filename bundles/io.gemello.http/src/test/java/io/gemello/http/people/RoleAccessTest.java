package io.gemello.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.access.PolicyAccess;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleAccessTest {
    private static final Subject VERA = new Subject("vera", Set.of(Role.VIEWER));
    private static final String THING = "org.first:rack";

    @Test
    void withoutPoliciesRolesDecide() {
        Access access = new RoleAccess(() -> false, null);
        assertTrue(access.mayRead(VERA, THING));
        assertTrue(access.mayRead(VERA, THING, Access.point("inlet")));
        assertFalse(access.mayWrite(VERA, THING));
    }

    @Test
    void policiesDecideWhereTheyAreKept() {
        PolicyAccess policies = new PolicyAccess() {
            @Override
            public boolean mayRead(Subject who, String thingId) {
                return false;
            }

            @Override
            public boolean mayWrite(Subject who, String thingId) {
                return true;
            }
        };
        Access access = new RoleAccess(() -> true, policies);
        assertFalse(access.mayRead(VERA, THING, "/attributes"));
        assertTrue(access.mayWrite(VERA, THING));
    }

    @Test
    void whileTheKeeperOfPoliciesIsAwayNobodyDecides() {
        Access access = new RoleAccess(() -> true, null);
        assertEquals(503, assertThrows(HttpProblem.class, () -> access.mayRead(VERA, THING)).status());
        assertEquals(503, assertThrows(HttpProblem.class, () -> access.mayWrite(VERA, THING, "/attributes")).status());
    }
}
