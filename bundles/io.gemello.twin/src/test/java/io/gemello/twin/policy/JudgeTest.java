package io.gemello.twin.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import java.time.Instant;
import java.util.Set;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Subject VERA = new Subject("vera", Set.of(Role.VIEWER));
    private static final Subject OTTO = new Subject("otto", Set.of(Role.OPERATOR));
    private static final Subject INA = new Subject("ina", Set.of(Role.INTEGRATOR));
    private static final Subject PROBE = new Subject("probe", Set.of(Role.DEVICE));
    private static final JsonObject THING = JsonFactory.newObject("{\"thingId\":\"a:b\",\"policyId\":\"a:p\",\"attributes\":{\"room\":\"7\",\"key\":{\"code\":1,\"by\":{}}},"
        + "\"features\":{\"lamp\":{\"properties\":{\"on\":true,\"hours\":[1,2]}},\"door\":{\"properties\":{\"pin\":1234}}}}");

    private final Policies policies = new Policies();
    private final Judge judge = new Judge(policies);

    private void show(Policy policy) {
        policies.show(new PolicyState(policy.getEntityId().orElseThrow().toString(), 1, 0, 0, PolicyState.text(policy)));
    }

    private void show(String entries) {
        show(PoliciesModelFactory.newPolicy("{\"policyId\":\"a:p\",\"entries\":" + entries + "}"));
    }

    @Test
    void theDefaultLetsViewersReadOperatorsWriteAndIntegratorsChangeThePolicy() {
        show(DefaultPolicies.ofRoles("a:site"));
        assertTrue(judge.sight(VERA, "a:site").everything());
        assertFalse(judge.mayWrite(VERA, "a:site", JsonPointer.of("/attributes/x")));
        assertFalse(judge.maySend(VERA, "a:site", JsonPointer.of("/inbox/messages/ask")));
        assertTrue(judge.mayWrite(OTTO, "a:site", JsonPointer.empty()));
        assertTrue(judge.maySend(OTTO, "a:site", JsonPointer.of("/inbox/messages/ask")));
        assertFalse(judge.mayWritePolicy(OTTO, "a:site", JsonPointer.empty()));
        assertTrue(judge.mayWritePolicy(INA, "a:site", JsonPointer.empty()));
        assertTrue(judge.sight(PROBE, "a:site").nothing());
        assertTrue(judge.sight(INA, "a:other").nothing(), "no policy is no right");
    }

    @Test
    void aMakersPolicyIsForTheMakerAlone() {
        show(DefaultPolicies.ofMaker("a:p", OTTO));
        assertTrue(judge.sight(OTTO, "a:p").everything());
        assertTrue(judge.sight(INA, "a:p").nothing());
    }

    @Test
    void grantsAndRevokesCutOutAPartAtAnyDepth() {
        show("{\"x\":{\"subjects\":{\"gemello:vera\":{\"type\":\"t\"}},\"resources\":{"
            + "\"thing:/attributes\":{\"grant\":[\"READ\"],\"revoke\":[]},\"thing:/attributes/key/code\":{\"grant\":[],\"revoke\":[\"READ\"]},"
            + "\"thing:/features/lamp/properties/on\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}}}}");
        Sight sight = judge.sight(VERA, "a:p");
        assertFalse(sight.everything());
        assertFalse(sight.nothing());
        assertEquals("{\"thingId\":\"a:b\",\"attributes\":{\"room\":\"7\",\"key\":{\"by\":{}}},\"features\":{\"lamp\":{\"properties\":{\"on\":true}}}}", sight.of(THING).toString());
        assertEquals(JsonValue.of(true), sight.of(JsonPointer.of("/features/lamp/properties/on"), JsonValue.of(true)));
        assertNull(sight.of(JsonPointer.of("/features/door/properties/pin"), JsonValue.of(1234)));
        assertNull(sight.of(JsonPointer.of("/features/door"), THING.getValue("/features/door").orElseThrow()));
        assertEquals("{\"by\":{}}", sight.of(JsonPointer.of("/attributes/key"), THING.getValue("/attributes/key").orElseThrow()).toString());
        assertTrue(judge.mayWrite(VERA, "a:p", JsonPointer.of("/features/lamp/properties/on")));
        assertFalse(judge.mayWrite(VERA, "a:p", JsonPointer.of("/features/lamp")));
        assertSame(Sight.NOTHING, judge.sight(OTTO, null));
    }

    @Test
    void anImportedEntryCountsUntilTheImportedPolicyChanges() {
        show(DefaultPolicies.ofRoles("a:site"));
        show(PoliciesModelFactory.newPolicy("{\"policyId\":\"a:p\",\"imports\":{\"a:site\":{}},\"entries\":{}}"));
        assertTrue(judge.sight(VERA, "a:p").everything());
        policies.hide("a:site");
        assertTrue(judge.sight(VERA, "a:p").nothing());
    }

    @Test
    void aSubjectThatHasExpiredCountsNoMore() {
        show("{\"x\":{\"subjects\":{\"gemello:vera\":{\"type\":\"t\",\"expiry\":\"" + Instant.now().minusSeconds(5) + "\"},\"gemello:otto\":{\"type\":\"t\",\"expiry\":\"" + Instant.now().plusSeconds(3600) + "\"}},"
            + "\"resources\":{\"thing:/\":{\"grant\":[\"READ\"],\"revoke\":[]}}}}");
        assertTrue(judge.sight(VERA, "a:p").nothing());
        assertTrue(judge.sight(OTTO, "a:p").everything());
    }
}
