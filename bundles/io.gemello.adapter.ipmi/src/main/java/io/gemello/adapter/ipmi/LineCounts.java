package io.gemello.adapter.ipmi;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** How many lines were what. Any thread. */
final class LineCounts {
    private final Map<SdrLine.Kind, LongAdder> counts = new EnumMap<>(SdrLine.Kind.class);
    private final Consumer<SdrLine.Kind> lost;

    /** @param lost told of every line with which a reading may have been lost */
    LineCounts(Consumer<SdrLine.Kind> lost) {
        this.lost = lost;
        for (SdrLine.Kind kind : SdrLine.Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    void count(SdrLine.Kind kind) {
        counts.get(kind).increment();
        if (kind.loss()) {
            lost.accept(kind);
        }
    }

    long of(SdrLine.Kind kind) {
        return counts.get(kind).sum();
    }
}
