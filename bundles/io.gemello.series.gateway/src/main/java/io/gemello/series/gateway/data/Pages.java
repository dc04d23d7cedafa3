package io.gemello.series.gateway.data;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

/** A point's readings by time, fetched page by page. */
final class Pages {
    private final SeriesStore store;
    private final Allowance allowance;
    private final Point point;
    private final long to;
    private final int size;
    private OptionalLong next;
    private List<Reading> page = List.of();
    private int at;

    /** @param from inclusive @param to exclusive @param size most readings of a page */
    Pages(SeriesStore store, Allowance allowance, Point point, long from, long to, int size) {
        this.store = store;
        this.allowance = allowance;
        this.point = point;
        this.to = to;
        this.size = size;
        next = from < to ? OptionalLong.of(from) : OptionalLong.empty();
    }

    boolean hasNext() {
        while (at >= page.size() && next.isPresent()) {
            fetch();
        }
        return at < page.size();
    }

    private void fetch() {
        try {
            SeriesPage answer = store.range(point, next.getAsLong(), to, size);
            page = answer.readings();
            next = answer.next();
            at = 0;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
        allowance.spend(page.size());
    }

    Reading peek() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(at);
    }

    Reading next() {
        Reading reading = peek();
        at++;
        return reading;
    }
}
