package io.gemello.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.Journals;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What control did and why, in the journal {@code control}: the newest {@link #KEPT} events, which also lie in memory. Any thread. */
final class ControlHistory implements AutoCloseable {
    static final int KEPT = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(ControlHistory.class);
    private static final byte TYPE = 1;
    private static final byte VERSION = 1;
    private static final int READ = 1_000;
    /** Between two goes at the journal's end. */
    private static final int TRIM_EVERY = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Journal journal;
    private final Deque<Entry> newest = new ArrayDeque<>();
    private long last;
    private int sinceTrim;
    private volatile long lost;

    /** @param number counts all events of the data folder @param position in the journal, 0 until it is known */
    private record Entry(long number, long position, Map<String, Object> json) {}

    /** @param next the cursor to go on with; 0 at the oldest */
    record Page(List<Map<String, Object>> events, long next) {}

    @SuppressWarnings("unchecked")
    ControlHistory(Journals journals) throws IOException {
        journal = journals.open("control");
        try {
            long from = journal.first();
            for (List<JournalRecord> some = journal.read(from, READ); !some.isEmpty(); some = journal.read(from, READ)) {
                for (JournalRecord record : some) {
                    if (record.type() != TYPE || record.version() != VERSION) {
                        throw new IOException("the journal control was written by another version of Gemello; run that version, or move its folder away: the history then begins anew");
                    }
                    Map<String, Object> json = JSON.readValue(record.body(), Map.class);
                    last = ((Number) json.get("number")).longValue();
                    keep(new Entry(last, record.position(), json));
                    from = record.next();
                }
            }
        } catch (IOException | RuntimeException fault) {
            journal.close();
            throw fault;
        }
    }

    void add(ControlEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        synchronized (this) {
            json.put("number", ++last);
            json.put("time", Instant.now().toString());
            json.put("what", event.what());
            json.put("loop", event.loop().isEmpty() ? null : event.loop());
            json.put("point", event.point().isEmpty() ? null : event.point());
            json.put("value", Double.isFinite(event.value()) ? event.value() : null);
            json.put("actor", event.actor());
            json.put("reason", event.reason());
            keep(new Entry(last, journal.end(), json));
            trim();
        }
        try {
            journal.append(TYPE, VERSION, JSON.writeValueAsBytes(json)).whenComplete((position, failure) -> {
                if (failure != null) {
                    lost++;
                }
            });
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void keep(Entry entry) {
        newest.addLast(entry);
        if (newest.size() > KEPT) {
            newest.removeFirst();
        }
    }

    private void trim() {
        if (++sinceTrim >= TRIM_EVERY && newest.size() == KEPT) {
            sinceTrim = 0;
            try {
                journal.truncate(newest.getFirst().position());
            } catch (IOException later) {
                LOG.debug("the journal control could not be shortened", later);
            }
        }
    }

    /** Newest first. @param before events with a smaller number only */
    synchronized Page read(Predicate<Map<String, Object>> wanted, long before, int limit) {
        List<Map<String, Object>> found = new ArrayList<>();
        long reached = before;
        for (Iterator<Entry> back = newest.descendingIterator(); back.hasNext();) {
            Entry entry = back.next();
            if (entry.number() < before && wanted.test(entry.json())) {
                if (found.size() == limit) {
                    return new Page(found, reached);
                }
                found.add(entry.json());
                reached = entry.number();
            }
        }
        return new Page(found, 0);
    }

    /** Events that are not on the disk. */
    long lost() {
        return lost;
    }

    @Override
    public void close() {
        journal.close();
    }
}
