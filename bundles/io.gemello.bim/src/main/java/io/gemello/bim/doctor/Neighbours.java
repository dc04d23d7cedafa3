package io.gemello.bim.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Elements by where they are, and by what they are called: the few that are worth a comparison. */
final class Neighbours {
    /** Metres. */
    private static final double CELL = 2;
    /** Of one name or place that thousands have only so many are looked at: the work stays in proportion to the number of elements. */
    private static final int MOST = 200;
    private final Map<List<Long>, List<Fingerprint>> cells = new HashMap<>();
    private final Map<String, List<Fingerprint>> names = new HashMap<>();

    Neighbours(List<Fingerprint> all) {
        for (Fingerprint one : all) {
            if (!one.position().isEmpty()) {
                add(cells, cell(one, new double[3], 0, 0, 0), one);
            }
            add(names, one.entity() + " " + one.name(), one);
            if (!one.plainName().equals(one.name())) {
                add(names, one.entity() + " " + one.plainName(), one);
            }
        }
    }

    private static <K> void add(Map<K, List<Fingerprint>> to, K key, Fingerprint one) {
        List<Fingerprint> there = to.computeIfAbsent(key, is -> new ArrayList<>(2));
        if (there.size() < MOST) {
            there.add(one);
        }
    }

    private static List<Long> cell(Fingerprint one, double[] shift, int dx, int dy, int dz) {
        return List.of(cell(one.position().get(0) + shift[0]) + dx, cell(one.position().get(1) + shift[1]) + dy, cell(one.position().get(2) + shift[2]) + dz);
    }

    private static long cell(double metres) {
        return (long) Math.floor(metres / CELL);
    }

    /** By GlobalId. @param shift by which most elements have been moved since it was recorded */
    Map<String, Fingerprint> of(Fingerprint was, double[] shift) {
        Map<String, Fingerprint> found = new LinkedHashMap<>();
        add(found, names.get(was.entity() + " " + was.name()));
        add(found, names.get(was.entity() + " " + was.plainName()));
        for (int i = 0; i < 27 && !was.position().isEmpty(); i++) {
            add(found, cells.get(cell(was, shift, i % 3 - 1, i / 3 % 3 - 1, i / 9 - 1)));
        }
        return found;
    }

    private static void add(Map<String, Fingerprint> to, List<Fingerprint> more) {
        if (more != null) {
            more.forEach(one -> to.put(one.guid(), one));
        }
    }
}
