package io.gemello.http.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Subject;
import io.gemello.api.health.Health;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.journal.Journals;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Subject VERA = new Subject("vera", Set.of());
    private final MemoryJournal journal = new MemoryJournal();
    private final Journals journals = name -> journal;
    private final AuditTrail trail = new AuditTrail();

    @AfterEach
    void stop() throws Exception {
        trail.stop();
    }

    @Test
    void whatHappensBeforeTheJournalIsThereIsKeptWhenItComes() throws Exception {
        trail.record(VERA, "bundle.stop", "x 1.0.0", "done");
        trail.record(VERA, "bundle.start", "x 1.0.0", "done");
        assertEquals(Health.State.WARN, trail.check().get(0).state());
        assertFalse(trail.check().get(0).remedy().isEmpty());
        trail.setJournals(journals);
        awaitTrue(() -> journal.size() == 2);
        awaitTrue(() -> trail.check().get(0).state() == Health.State.OK);
        assertEquals(List.of("bundle.start", "bundle.stop"), whats(Map.of()));
    }

    // The journal's bundle is replaced while somebody works: nothing of that may be missing.
    @Test
    void whatHappensWhileTheJournalIsAwayIsKeptInOrder() throws Exception {
        trail.setJournals(journals);
        trail.record(VERA, "a", "", "done");
        awaitTrue(() -> journal.size() == 1);
        trail.unsetJournals(journals);
        trail.record(VERA, "b", "", "done");
        trail.record(VERA, "c", "", "done");
        assertEquals(503, assertThrows(HttpProblem.class, () -> whats(Map.of())).status());
        trail.setJournals(journals);
        awaitTrue(() -> journal.size() == 3);
        assertEquals(List.of("c", "b", "a"), whats(Map.of()));
    }

    @Test
    void whoWaitsForTheTrailIsToldWhenItIsOnTheDiskAndNotHeldWhileItCannotBe() throws Exception {
        trail.record(VERA, "a", "", "done");
        assertTrue(trail.kept().toCompletableFuture().isDone(), "the journal is away");
        trail.setJournals(journals);
        awaitTrue(() -> journal.size() == 1);
        journal.hold();
        trail.record(VERA, "b", "", "done");
        CompletableFuture<Void> kept = trail.kept().toCompletableFuture();
        awaitTrue(() -> journal.size() == 2);
        assertFalse(kept.isDone(), "not on the disk yet");
        trail.record(VERA, "c", "", "done");
        journal.release();
        kept.get(5, TimeUnit.SECONDS);
        journal.full(true);
        trail.record(VERA, "d", "", "done");
        trail.kept().toCompletableFuture().get(5, TimeUnit.SECONDS);
        journal.full(false);
    }

    // A service that is replaced by another is taken away after the other was given.
    @Test
    void aSuccessorThatComesBeforeTheOldJournalsGoIsUsed() throws Exception {
        MemoryJournal next = new MemoryJournal();
        Journals successors = name -> next;
        trail.setJournals(journals);
        trail.record(VERA, "a", "", "done");
        awaitTrue(() -> journal.size() == 1);
        trail.setJournals(successors);
        trail.unsetJournals(journals);
        trail.record(VERA, "b", "", "done");
        awaitTrue(() -> next.size() == 1);
        assertEquals(1, journal.size());
    }

    // The framework takes services away after the end; waiting then would keep the web server away at each of its updates.
    @Test
    void afterTheEndNothingIsWaitedFor() throws Exception {
        trail.setJournals(journals);
        trail.stop();
        assertTimeoutPreemptively(Duration.ofMillis(1500), () -> trail.unsetJournals(journals));
    }

    @Test
    void aFullDiskHoldsEntriesBackUntilThereIsRoom() {
        journal.full(true);
        trail.setJournals(journals);
        trail.record(VERA, "a", "", "done");
        awaitTrue(() -> trail.check().get(0).message().contains("no room"));
        journal.full(false);
        awaitTrue(() -> journal.size() == 1);
    }

    @Test
    void beyondItsBoundEntriesAreCountedAndHealthIsRed() {
        for (int i = 0; i < AuditQueue.MAX_WAITING + 3; i++) {
            trail.record(VERA, "a", "", "done");
        }
        Health health = trail.check().get(0);
        assertEquals(Health.State.CRITICAL, health.state());
        assertTrue(health.message().startsWith("3 changes"), health.message());
    }

    @Test
    void pagesGoBackToTheOldestWithoutGapOrRepetition() throws Exception {
        trail.setJournals(journals);
        int all = 2 * AuditPages.BLOCK + 17;
        for (int i = 0; i < all; i++) {
            trail.record(VERA, "n" + i, "", "done");
        }
        awaitTrue(() -> journal.size() == all);
        int expected = all - 1;
        Object cursor = null;
        do {
            Map<?, ?> page = page(cursor == null ? Map.of("limit", "100") : Map.of("limit", "100", "cursor", cursor.toString()));
            for (Object entry : (List<?>) page.get("audit")) {
                assertEquals("n" + expected--, ((Map<?, ?>) entry).get("what"));
            }
            cursor = page.get("cursor");
        } while (cursor != null);
        assertEquals(-1, expected);
    }

    @Test
    void itIsFilteredByWhoWhatAndTime() throws Exception {
        trail.setJournals(journals);
        trail.record(VERA, "bundle.stop", "", "done");
        trail.record(new Subject("otto", Set.of()), "bundle.start", "", "done");
        trail.record(VERA, "site.apply", "", "done");
        awaitTrue(() -> journal.size() == 3);
        assertEquals(List.of("site.apply", "bundle.stop"), whats(Map.of("who", "vera")));
        assertEquals(List.of("bundle.start", "bundle.stop"), whats(Map.of("what", "bundle.*")));
        assertEquals(List.of("bundle.start"), whats(Map.of("what", "bundle.*", "who", "otto")));
        String middle = AuditEntry.of(journal.read(0, 3).get(1)).time().toString();
        assertEquals(List.of("bundle.stop"), whats(Map.of("to", middle)));
        assertEquals(List.of("site.apply", "bundle.start"), whats(Map.of("from", middle)));
        assertEquals(400, assertThrows(HttpProblem.class, () -> whats(Map.of("from", "yesterday"))).status());
    }

    @Test
    void aTableForSpreadsheetsHoldsNoFormula() throws Exception {
        trail.setJournals(journals);
        trail.record(VERA, "bundle.install", "=HYPERLINK(\"x\")", "done");
        awaitTrue(() -> journal.size() == 1);
        String text = new String((byte[]) answer(Map.of(), "text/csv").body(), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("time,who,what,target,outcome\r\n"), text);
        assertTrue(text.contains("\"'=HYPERLINK(\"\"x\"\")\""), text);
    }

    @Test
    void aStrangersTextIsBoundedAndClean() {
        AuditEntry entry = new AuditEntry(Instant.EPOCH, "v", "w", "a\n\u202eb" + "x".repeat(1000), null);
        assertTrue(entry.target().startsWith("a??bx"), entry.target());
        assertTrue(entry.target().length() < 500);
        assertEquals("", entry.outcome());
    }

    private List<Object> whats(Map<String, String> query) throws Exception {
        return ((List<?>) page(query).get("audit")).stream().<Object>map(entry -> ((Map<?, ?>) entry).get("what")).toList();
    }

    private Map<?, ?> page(Map<String, String> query) throws Exception {
        return (Map<?, ?>) ((Response.Json) answer(query, "application/json").body()).value();
    }

    private Response answer(Map<String, String> query, String accept) throws Exception {
        return new AuditEndpoint(trail).routes().get(0).handler().handle((Request) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Request.class}, (proxy, asked, arguments) -> switch (asked.getName()) {
            case "query" -> arguments == null ? Map.of() : Optional.ofNullable(query.get((String) arguments[0]));
            case "header" -> Optional.of(accept);
            case "path" -> "/api/gemello/audit";
            default -> throw new AssertionError("not foreseen: " + asked);
        }));
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 10 s");
            Thread.onSpinWait();
        }
    }
}
