package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gemello.api.access.Role;
import io.gemello.api.http.Route;
import org.junit.jupiter.api.Test;

class ApiChangeTest {
    private static ApiChange of(String method, String route, String path) {
        return ApiChange.of(new Route(method, route, Role.OPERATOR, request -> null), path);
    }

    @Test
    void actsOnAlertsAndLoopsAreNamedForWhatTheyAreAndWhatTheyAreDoneTo() {
        assertEquals(new ApiChange("alert.ack", "hot@rack-1 top"), of("POST", "/api/gemello/alerts/{id}/ack", "/api/gemello/alerts/hot@rack-1%20top/ack"));
        assertEquals(new ApiChange("alert.out-of-service", "a@b"), of("POST", "/api/gemello/alerts/{id}/out-of-service", "/api/gemello/alerts/a@b/out-of-service"));
        assertEquals(new ApiChange("control.disarm", "row-1"), of("POST", "/api/gemello/control/loops/{loop}/disarm", "/api/gemello/control/loops/row-1/disarm"));
    }

    @Test
    void otherChangesHaveTheirNameOrTheirWordsAndWhatOnlyAsksIsNone() {
        assertEquals(new ApiChange("site.apply", "site"), of("POST", "/api/gemello/site", "/api/gemello/site"));
        assertEquals(new ApiChange("simulator.faults.put", "simulator/faults/crac-2.off"), of("PUT", "/api/gemello/simulator/faults/{name}", "/api/gemello/simulator/faults/crac-2.off"));
        assertNull(of("GET", "/api/gemello/alerts/{id}", "/api/gemello/alerts/a@b"));
        assertNull(of("PUT", "/api/2/things/{thingId}", "/api/2/things/a:b"));
    }
}
