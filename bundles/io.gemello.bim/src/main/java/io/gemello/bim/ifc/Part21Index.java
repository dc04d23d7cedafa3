package io.gemello.bim.ifc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the instances of a file stand: fourteen bytes each, ordered by instance name. Immutable. */
public final class Part21Index {
    private final String header;
    private final long end;
    private final int[] ids;
    private final short[] types;
    private final long[] offsets;
    private final List<String> names;
    private final int doubles;

    private Part21Index(String header, long end, int[] ids, short[] types, long[] offsets, List<String> names) {
        this.header = header;
        this.end = end;
        this.ids = ids;
        this.types = types;
        this.offsets = offsets;
        this.names = List.copyOf(names);
        int same = 0;
        for (int i = 1; i < ids.length; i++) {
            same += ids[i] == ids[i - 1] ? 1 : 0;
        }
        doubles = same;
    }

    /** The header section's text. */
    String header() {
        return header;
    }

    /** Where the last data section's ENDSEC begins: the place for more instances. */
    public long end() {
        return end;
    }

    public int size() {
        return ids.length;
    }

    /** How many instance names the file gives twice, which it must not. */
    int doubles() {
        return doubles;
    }

    public int id(int row) {
        return ids[row];
    }

    /** In capitals; empty for an instance of several entities at once. */
    public String type(int row) {
        return names.get(types[row]);
    }

    long offset(int row) {
        return offsets[row];
    }

    /** The highest instance name; 0 for none. */
    public int lastId() {
        return ids.length == 0 ? 0 : ids[ids.length - 1];
    }

    /** The row of an instance, or a negative number where there is none. */
    public int row(int id) {
        return Arrays.binarySearch(ids, id);
    }

    /** How many instances there are of each entity. */
    Map<String, Integer> counts() {
        int[] counts = new int[names.size()];
        for (short type : types) {
            counts[type]++;
        }
        Map<String, Integer> byName = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                byName.put(names.get(i), counts[i]);
            }
        }
        return byName;
    }

    /** Takes the instances in the file's order. */
    static final class Builder {
        private static final int MAX_TYPES = 8_000;
        private static final int SLOTS = 1 << 15;
        private final List<byte[]> words = new ArrayList<>();
        private final short[] slots = new short[SLOTS];
        private int[] ids = new int[1 << 14];
        private short[] types = new short[1 << 14];
        private long[] offsets = new long[1 << 14];
        private int size;
        private boolean ordered = true;

        /** The number of an entity's name, whatever its capitals; -1 where there are too many. */
        int type(byte[] word, int length) {
            int hash = length;
            for (int i = 0; i < length; i++) {
                word[i] = word[i] >= 'a' && word[i] <= 'z' ? (byte) (word[i] - 32) : word[i];
                hash = hash * 31 + word[i];
            }
            int slot = (hash ^ hash >>> 15) & SLOTS - 1;
            while (slots[slot] != 0) {
                byte[] known = words.get(slots[slot] - 1);
                if (known.length == length && Arrays.equals(known, 0, length, word, 0, length)) {
                    return slots[slot] - 1;
                }
                slot = slot + 1 & SLOTS - 1;
            }
            if (words.size() == MAX_TYPES) {
                return -1;
            }
            words.add(Arrays.copyOf(word, length));
            slots[slot] = (short) words.size();
            return words.size() - 1;
        }

        /** @return false where it cannot be taken */
        boolean add(int id, int type, long offset) {
            if (type < 0 || size >= Integer.MAX_VALUE / 2) {
                return false;
            }
            if (size == ids.length) {
                int larger = size + (size >> 1);
                ids = Arrays.copyOf(ids, larger);
                types = Arrays.copyOf(types, larger);
                offsets = Arrays.copyOf(offsets, larger);
            }
            ordered &= size == 0 || id >= ids[size - 1];
            ids[size] = id;
            types[size] = (short) type;
            offsets[size++] = offset;
            return true;
        }

        /** @param end where the last data section's ENDSEC begins */
        Part21Index build(String header, long end) {
            List<String> names = words.stream().map(word -> new String(word, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT)).toList();
            if (ordered) {
                return new Part21Index(header, end, Arrays.copyOf(ids, size), Arrays.copyOf(types, size), Arrays.copyOf(offsets, size), names);
            }
            long[] keys = new long[size];
            for (int i = 0; i < size; i++) {
                keys[i] = (long) ids[i] << 32 | i;
            }
            Arrays.sort(keys);
            int[] sortedIds = new int[size];
            short[] sortedTypes = new short[size];
            long[] sortedOffsets = new long[size];
            for (int i = 0; i < size; i++) {
                int from = (int) keys[i];
                sortedIds[i] = ids[from];
                sortedTypes[i] = types[from];
                sortedOffsets[i] = offsets[from];
            }
            return new Part21Index(header, end, sortedIds, sortedTypes, sortedOffsets, names);
        }
    }
}
