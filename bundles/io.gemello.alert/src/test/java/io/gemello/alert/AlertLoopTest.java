package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeReadingJournal;
import io.gemello.testkit.Until;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine's thread between journals, people and listeners. */
class AlertLoopTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private final Hall hall = new Hall(3);
    private final RuleBook book = hall.book("{'rules': [{'rule': 'hot', 'kind': 'limit', 'for': {'feature': 'inlet'}, 'limits': {'hihi': 35, 'hi': 27}, 'priority': {'hihi': 'critical'}}]}");
    private final MortalDisk disk = new MortalDisk();
    private final FakeReadingJournal journal = new FakeReadingJournal();
    private final FakeClock clock = new FakeClock(START);
    private final AlertCounts counts = new AlertCounts();
    /** Goes with the clock but where a test sets that. */
    private final AtomicLong monotonic = new AtomicLong();
    private volatile List<Reading> newest = List.of();
    private final List<Alert> told = Collections.synchronizedList(new ArrayList<>());
    private AlertBoard board;
    private AlertLoop loop;
    private AlertsEndpoint reads;
    private ActionsEndpoint actions;

    @BeforeEach
    void start() throws Exception {
        begin();
        loop.install(book);
        awaitWork();
    }

    /** Without rules yet, as at every start of the process: the site comes later than the engine. */
    private void begin() {
        board = new AlertBoard();
        board.add(told::addAll);
        loop = new AlertLoop(disk, journal, clock, monotonic::get, () -> newest, new AlertLoop.Bounds(0, 0, Long.MAX_VALUE / 2, Long.MAX_VALUE), board, counts);
        Access access = new Access() {
            @Override
            public boolean mayRead(Subject who, String thingId) {
                return !thingId.equals("org.test:rack-2");
            }

            @Override
            public boolean mayWrite(Subject who, String thingId) {
                return mayRead(who, thingId);
            }
        };
        AlertGuard guard = new AlertGuard(() -> access, () -> hall);
        reads = new AlertsEndpoint(board, guard);
        actions = new ActionsEndpoint(board, guard, loop::act);
        loop.start();
    }

    /** At its very first start the engine judges only what comes from then on. */
    private void awaitWork() throws Exception {
        Until.holds("the engine is at work", () -> board.history() != null);
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    private void reading(int rack, double seconds, double value) {
        passes(Math.round(seconds * 1e9) + START - clock.epochNanos());
        journal.append(List.of(new Reading(hall.inlet(rack), clock.epochNanos(), value, Quality.GOOD)));
    }

    private void passes(long nanos) {
        monotonic.addAndGet(nanos);
        clock.set(clock.epochNanos() + nanos);
    }

    private void awaits(String alert, String state) throws Exception {
        Until.holds(alert + " is " + state, () -> board.of(alert) != null && board.of(alert).state().word().equals(state));
    }

    private static Map<?, ?> json(Response response) {
        return (Map<?, ?>) ((Response.Json) response.body()).value();
    }

    private Response act(String alert, AlertEvent event, String body) throws Exception {
        return ((Response.Later) actions.act(AskedFor.action(alert, body), event).body()).response().toCompletableFuture().get();
    }

    @Test
    void anAlertIsListedAcknowledgedAndKeptOverARestart() throws Exception {
        reading(0, 1, 30);
        reading(1, 2, 40);
        reading(2, 3, 40);
        awaits("hot@inlet-2", "unacknowledged");
        Map<?, ?> first = json(reads.list(AskedFor.list("limit=1")));
        assertEquals(2, first.get("total"), "the third is of an asset that ann may not read");
        assertEquals("hot@inlet-1", ((Map<?, ?>) ((List<?>) first.get("alerts")).get(0)).get("id"), "the critical one first");
        Map<?, ?> second = json(reads.list(AskedFor.list("limit=1&cursor=" + first.get("cursor"))));
        assertEquals("hot@inlet-0", ((Map<?, ?>) ((List<?>) second.get("alerts")).get(0)).get("id"));
        assertEquals("acknowledged", json(act("hot@inlet-0", AlertEvent.ACKNOWLEDGE, "{'comment': 'seen'}")).get("state"));
        ExecutionException again = assertThrows(ExecutionException.class, () -> act("hot@inlet-0", AlertEvent.ACKNOWLEDGE, ""));
        assertEquals(409, ((HttpProblem) again.getCause()).status());
        assertEquals(404, assertThrows(HttpProblem.class, () -> act("hot@inlet-2", AlertEvent.ACKNOWLEDGE, "")).status());
        loop.close();
        start();
        awaits("hot@inlet-0", "acknowledged");
        assertEquals(OptionalLong.of(3), journal.opened().get(1), "it reads on where its own state says");
        reading(0, 4, 20);
        awaits("hot@inlet-0", "normal");
        List<?> history = (List<?>) json(reads.history(AskedFor.list("alert=hot@inlet-0"))).get("history");
        assertEquals("[returned, acknowledge, raised]", history.stream().map(one -> ((Map<?, ?>) one).get("event")).toList().toString());
        assertTrue(told.stream().anyMatch(alert -> alert.id().equals("hot@inlet-1")), "a listener that comes is told what stands");
    }

    @Test
    void aCommentIsOneLineOfText() throws Exception {
        Until.holds("the alert is known", () -> board.of("hot@inlet-0") != null);
        for (String comment : new String[] {"{'a': 1}", "[1]", "4711", "true", "'a\\nb'", "'a\\u0000b'", "'a\\u0085b'"}) {
            HttpProblem refused = assertThrows(HttpProblem.class, () -> act("hot@inlet-0", AlertEvent.SHELVE, "{'time': '1 h', 'comment': " + comment + "}"), comment);
            assertEquals("400 gemello:alerts.comment", refused.status() + " " + refused.error(), comment);
        }
    }

    @Test
    void whatCameBeforeTheRulesWereReadIsNotPassedBy() throws Exception {
        reading(0, 1, 30);
        awaits("hot@inlet-0", "unacknowledged");
        loop.close();
        reading(0, 2, 20);
        reading(1, 3, 30);
        reading(1, 4, 20);
        reading(1, 5, 40);
        newest = List.of(new Reading(hall.inlet(1), clock.epochNanos(), 40, Quality.GOOD));
        begin();
        awaitWork();
        reading(0, 6, 30);
        loop.install(book);
        awaits("hot@inlet-1", "unacknowledged");
        Until.holds("six transitions", () -> board.history() != null && board.history().last() == 6);
        List<?> history = (List<?>) json(reads.history(AskedFor.list(""))).get("history");
        assertEquals("[raised, raised, returned, raised, returned, raised]", history.stream().map(one -> ((Map<?, ?>) one).get("event")).toList().toString());
    }

    @Test
    void aFailureOfTheDiskBeginsAnewFromWhatIsDurable() throws Exception {
        reading(0, 1, 30);
        awaits("hot@inlet-0", "unacknowledged");
        disk.lastOneLands = false;
        disk.left = 0;
        reading(1, 2, 30);
        Until.holds("the trouble is told", () -> board.trouble() != null);
        disk.left = -1;
        awaits("hot@inlet-1", "unacknowledged");
        Until.holds("it is over", () -> board.trouble() == null);
        List<?> history = (List<?>) json(reads.history(AskedFor.list(""))).get("history");
        assertEquals("[2, 1]", history.stream().map(one -> ((Map<?, ?>) one).get("number")).toList().toString());
    }

    @Test
    void theHistoryIsATableForSpreadsheetsAndPagesByNumber() throws Exception {
        for (int second = 1; second <= 10; second++) {
            reading(0, second, second % 2 == 0 ? 20 : 30);
        }
        Until.holds("ten transitions", () -> board.history() != null && board.history().last() == 10);
        Map<?, ?> page = json(reads.history(AskedFor.list("limit=4")));
        assertEquals("7", page.get("cursor"));
        Map<?, ?> last = json(reads.history(AskedFor.list("limit=40&cursor=7")));
        assertEquals(6, ((List<?>) last.get("history")).size());
        Response table = reads.history(new AskedFor("", "limit=2", "", Map.of("Accept", "text/csv")));
        String[] lines = new String((byte[]) table.body(), StandardCharsets.UTF_8).split("\r\n");
        assertEquals(3, lines.length);
        assertTrue(lines[1].startsWith("10,\"hot@inlet-0\","), lines[1]);
        assertTrue(table.headers().get("Link").contains("cursor=9"), table.headers().toString());
    }

    @Test
    void rulesThatAreExchangedUnderLoadLoseNoReading() throws Exception {
        RuleBook other = hall.book("{'rules': [{'rule': 'hot', 'kind': 'limit', 'for': {'feature': 'inlet'}, 'limits': {'hi': 27}, 'deadband': 1},"
            + " {'rule': 'cold', 'kind': 'limit', 'for': {'feature': 'inlet'}, 'limits': {'lo': 10}}]}");
        Thread exchange = new Thread(() -> {
            for (int i = 0; i < 400; i++) {
                loop.install(i % 2 == 0 ? other : book);
                LockSupport.parkNanos(500_000);
            }
            loop.install(book);
        }, "test-exchange");
        exchange.start();
        for (int i = 1; i <= 2_000; i++) {
            reading(0, i * 0.01, i % 2 == 0 ? 20 : 30);
        }
        exchange.join();
        journal.awaitCommitted();
        assertEquals(2_000, counts.readings, "each was looked at");
        int crossed = 0;
        // A page ends after some blocks of the journal too, and on a busy machine these are small.
        for (Object cursor = Long.MAX_VALUE; cursor != null;) {
            Map<?, ?> page = json(reads.history(AskedFor.list("alert=hot@inlet-0&limit=10000&cursor=" + cursor)));
            crossed += ((List<?>) page.get("history")).size();
            cursor = page.get("cursor");
        }
        assertEquals(2_000, crossed, "each crossed the limit, whichever rule was in force");
        assertEquals(null, board.trouble());
    }

    @Test
    void aListenerThatComesIsToldWhatStandsEvenIfThatIsNothing() throws Exception {
        List<String> standing = Collections.synchronizedList(new ArrayList<>());
        AlertListener late = new AlertListener() {
            @Override
            public void standing(List<Alert> alerts) {
                standing.add(alerts.stream().map(Alert::id).toList().toString());
            }

            @Override
            public void changed(List<Alert> alerts) {
                standing.add("changed");
            }
        };
        board.add(late);
        Until.holds("told", () -> !standing.isEmpty());
        assertEquals(List.of("[]"), standing);
        reading(0, 1, 30);
        awaits("hot@inlet-0", "unacknowledged");
        Until.holds("told of the change", () -> standing.contains("changed"));
        disk.left = 0;
        reading(1, 2, 30);
        Until.holds("the trouble is told", () -> board.trouble() != null);
        disk.left = -1;
        Until.holds("told again when the engine begins anew", () -> standing.stream().filter(one -> one.contains("hot@inlet-0")).count() == 1);
    }

    @Test
    void whateverAListenerThrowsTheEngineGoesOn() throws Exception {
        board.add(changed -> {
            throw new StackOverflowError();
        });
        reading(0, 1, 30);
        awaits("hot@inlet-0", "unacknowledged");
        reading(0, 2, 20);
        awaits("hot@inlet-0", "returned unacknowledged");
    }

    @Test
    void aLongMessageIsCut() throws Exception {
        loop.install(hall.book("{'rules': [{'rule': 'long', 'kind': 'limit', 'for': {'feature': 'inlet'}, 'limits': {'hi': 27}, 'message': '" + "ü {name} ".repeat(20_000) + "'}]}"));
        reading(0, 1, 30);
        awaits("long@inlet-0", "unacknowledged");
        assertTrue(board.of("long@inlet-0").message().startsWith("ü Rack 0 ü Rack 0"));
        assertEquals(null, board.trouble());
    }

    @Test
    void whatIsAskedAfterTheEndIsAnswered() {
        loop.close();
        CompletableFuture<Alert> asked = loop.act(new AlertAction("hot@inlet-0", AlertEvent.ACKNOWLEDGE, null, "", new Subject("ann", Set.of())));
        assertTrue(asked.isCompletedExceptionally());
    }
}
