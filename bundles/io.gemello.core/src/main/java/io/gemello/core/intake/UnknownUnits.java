package io.gemello.core.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Units that sources named and that were not understood, or do not fit their point, for operators. At most so many; the rest is counted. Any thread. */
public final class UnknownUnits {
    private static final int MOST = 1000;
    private static final int MOST_CHARS = 40;
    private final Map<Entry, LongAdder> entries = new ConcurrentHashMap<>();
    private final LongAdder unlisted = new LongAdder();

    /** @param spelling as the source wrote it @param expected the point's unit */
    public record Entry(String adapter, String address, String spelling, String expected) {}

    void note(String adapter, String address, String spelling, String expected) {
        Entry entry = new Entry(adapter, address, spelling.length() > MOST_CHARS ? spelling.substring(0, MOST_CHARS) : spelling, expected);
        LongAdder count = entries.get(entry);
        if (count == null && entries.size() < MOST) {
            count = entries.computeIfAbsent(entry, made -> new LongAdder());
        }
        (count == null ? unlisted : count).increment();
    }

    public List<Entry> all() {
        return new ArrayList<>(entries.keySet());
    }

    public long count(Entry entry) {
        LongAdder count = entries.get(entry);
        return count == null ? 0 : count.sum();
    }

    public long unlisted() {
        return unlisted.sum();
    }
}
