package io.gemello.core.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Addresses that delivered something and lead to no point, with their last payload: what discovery works on. Any thread. */
public final class Unmapped {
    private static final int MOST_ADDRESSES = 10_000;
    private static final int MOST_CHARS = 1024;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** @param first and last site time, UTC nanoseconds */
    public record Entry(String adapter, String address, String payload, String unit, long count, long first, long last) {}

    /** @return false when there is no room for another address */
    synchronized boolean note(String adapter, String address, Object payload, String unit, long now) {
        String key = adapter + "\n" + address;
        Entry before = entries.get(key);
        if (before == null && entries.size() >= MOST_ADDRESSES) {
            return false;
        }
        String text = String.valueOf(payload);
        entries.put(key, new Entry(adapter, address, text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text, unit, before == null ? 1 : before.count() + 1,
            before == null ? now : before.first(), now));
        return true;
    }

    /** What is mapped now is no longer unmapped. */
    synchronized void mapped(String adapter, String address) {
        entries.remove(adapter + "\n" + address);
    }

    public synchronized List<Entry> all() {
        return new ArrayList<>(entries.values());
    }

    public synchronized int size() {
        return entries.size();
    }
}
