package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.http.Handler;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is asked of the list and the history, and in which order the list answers. */
class AlertsEndpointTest {
    private final Hall hall = new Hall(1);
    private final AlertBoard board = new AlertBoard();
    private final AlertGuard guard = new AlertGuard(() -> new Access() {
        @Override
        public boolean mayRead(Subject who, String thingId) {
            return true;
        }

        @Override
        public boolean mayRead(Subject who, String thingId, String path) {
            return !hidden.contains(path);
        }

        @Override
        public boolean mayWrite(Subject who, String thingId) {
            return true;
        }
    }, () -> hall);
    /** Paths of a thing that the caller may not read. */
    private final Set<String> hidden = new HashSet<>();
    private final AlertsEndpoint reads = new AlertsEndpoint(board, guard);

    private static String refusal(Handler handler, String query) {
        HttpProblem refused = assertThrows(HttpProblem.class, () -> handler.handle(AskedFor.list(query)));
        assertEquals(400, refused.status());
        return refused.error() + ": " + refused.getMessage() + " " + refused.description();
    }

    @Test
    void whatIsMisspeltOrAskedTwiceIsRefusedWithWhatThereIs() {
        assertEquals("gemello:query.state: There is no state 'blorg'. Give one of: normal, unacknowledged, acknowledged, returned unacknowledged, latched unacknowledged, latched, shelved, "
            + "out of service, all.", refusal(reads::list, "state=blorg"));
        assertEquals("gemello:query.state: There is no state ''. ", refusal(reads::list, "state=").replaceAll("Give.*", ""));
        assertEquals("gemello:query.priority: There is no priority 'High'. Give one of: low, medium, high, critical.", refusal(reads::list, "priority=High"));
        assertEquals("gemello:query.name: 'blorg' cannot be asked for here. There are state, priority, asset, point, rule, limit, cursor.", refusal(reads::list, "blorg=1"));
        assertEquals("gemello:query.repeated: state is given 2 times. Give it once, and ask again for the others.", refusal(reads::list, "state=latched&state=shelved"));
        assertEquals("gemello:query.event: There is no event 'ack'. Give one of: raised, worsened, eased, returned, acknowledge, reset, shelve, unshelve, take out, put back, "
            + "shelf time over, withdrawn.", refusal(reads::history, "event=ack"));
        assertEquals("gemello:query.name: 'state' cannot be asked for here.", refusal(reads::history, "state=all").replaceAll(" There are.*", ""));
        assertEquals("gemello:query.name: 'blorg' cannot be asked for here. There are asset, point.", refusal(new FlagsEndpoint(board, guard, null)::list, "blorg=1"));
    }

    @Test
    void theMostUrgentComeFirstAndWhatNobodyHasToActOnLast() throws Exception {
        board.begin(List.of(alert("shelved", AlertState.SHELVED, Priority.CRITICAL, 1), alert("old", AlertState.UNACKNOWLEDGED, Priority.HIGH, 2), alert("new", AlertState.ACKNOWLEDGED, Priority.HIGH, 3),
            alert("out", AlertState.OUT_OF_SERVICE, Priority.CRITICAL, 4), alert("normal", AlertState.NORMAL, Priority.CRITICAL, 5), alert("low", AlertState.UNACKNOWLEDGED, Priority.LOW, 6)), null);
        assertEquals("[new, old, low, normal, out, shelved]", rules(listed("state=all")));
    }

    @Test
    void aPageLeadsOnAlsoWhenItsLastAlertHasMovedOrGone() throws Exception {
        Alert first = alert("first", AlertState.UNACKNOWLEDGED, Priority.HIGH, 3);
        Alert second = alert("second", AlertState.UNACKNOWLEDGED, Priority.HIGH, 2);
        Alert third = alert("third", AlertState.UNACKNOWLEDGED, Priority.LOW, 1);
        board.begin(List.of(first, second, third), null);
        String cursor = listed("limit=1").get("cursor").toString();
        board.begin(List.of(alert("first", AlertState.ACKNOWLEDGED, Priority.HIGH, 9), second, third), null);
        assertEquals("[second, third]", rules(listed("cursor=" + cursor)));
        board.begin(List.of(second, third), null);
        assertEquals("[second, third]", rules(listed("cursor=" + cursor)));
        assertEquals("gemello:query.cursor: cursor is not possible. Give the cursor of the page before, or none.", refusal(reads::list, "cursor=first@inlet-0"));
        assertEquals("gemello:query.cursor: cursor is not possible. Give the cursor of the page before, or none.", refusal(reads::list, "cursor=0~BLORG~3~x"));
    }

    private Map<?, ?> listed(String query) throws Exception {
        return (Map<?, ?>) ((Response.Json) reads.list(AskedFor.list(query)).body()).value();
    }

    private static String rules(Map<?, ?> page) {
        return ((List<?>) page.get("alerts")).stream().map(one -> ((Map<?, ?>) one).get("rule")).toList().toString();
    }

    /** An alert tells of its point's value, and stands in the feature alerts: who may not read one of them is not told. */
    @Test
    void anAlertGoesWhereItsPointsValueGoes() throws Exception {
        board.begin(List.of(alert("hot", AlertState.UNACKNOWLEDGED, Priority.HIGH, 1)), null);
        assertEquals(1, listed().size());
        for (String path : List.of(Access.point(hall.inlet(0).feature()), "/features/alerts")) {
            hidden.add(path);
            assertEquals(0, listed().size(), path);
            assertEquals(404, assertThrows(HttpProblem.class, () -> reads.one(AskedFor.action("hot@inlet-0", ""))).status());
            hidden.clear();
        }
        hidden.add(Access.point("outlet"));
        assertEquals(1, listed().size(), "what is none of the point's business");
    }

    private List<?> listed() throws Exception {
        return (List<?>) ((Map<?, ?>) ((Response.Json) reads.list(AskedFor.list("")).body()).value()).get("alerts");
    }

    private Alert alert(String rule, AlertState state, Priority priority, long raised) {
        return new Alert(rule + "@inlet-0", rule, hall.inlet(0), state, true, "hi", priority, "", 30, raised, raised, 0);
    }
}
