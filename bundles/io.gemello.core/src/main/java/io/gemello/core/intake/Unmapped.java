package io.gemello.core.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Addresses that delivered something and lead to no point, with their last payload: what discovery works on. Any thread. */
public final class Unmapped {
    private static final int MOST_ADDRESSES = 10_000;
    private static final int MOST_BYTES = 1024;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** @param first and last site time, UTC nanoseconds */
    public record Entry(String adapter, String address, String payload, String unit, long count, long first, long last) {}

    /** @return false when there is no room for another address, or the address alone would take more than a payload may */
    synchronized boolean note(String adapter, String address, Object payload, String unit, long now) {
        String key = adapter + "\n" + address;
        Entry before = entries.get(key);
        if (before == null && (entries.size() >= MOST_ADDRESSES || address.length() > MOST_BYTES)) {
            return false;
        }
        entries.put(key, new Entry(adapter, address, shortened(String.valueOf(payload)), unit == null ? null : shortened(unit), before == null ? 1 : before.count() + 1,
            before == null ? now : before.first(), now));
        return true;
    }

    /** The longest beginning that takes no more than {@value #MOST_BYTES} bytes of UTF-8. */
    private static String shortened(String text) {
        if (text.length() * 3L <= MOST_BYTES) {
            return text;
        }
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > MOST_BYTES) {
                return text.substring(0, end);
            }
            end += Character.charCount(character);
        }
        return text;
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
