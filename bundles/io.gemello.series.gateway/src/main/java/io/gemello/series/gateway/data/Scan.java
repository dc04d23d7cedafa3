package io.gemello.series.gateway.data;

import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** What one query reads, page by page, within a bound. One thread. */
public final class Scan {
    private static final int PAGE = 10_000;

    private final SeriesStore store;
    private final long most;
    private long read;

    /** @param most readings that this query may read */
    public Scan(SeriesStore store, long most) {
        this.store = store;
        this.most = most;
    }

    /**
     * The readings of several series by time; of those with the same time, in the order of the list.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public Iterator<Row> rows(List<OneSeries> series, long from, long to) {
        if (series.size() == 1) {
            return new Pages(series.get(0), 0, from, to);
        }
        PriorityQueue<Pages> heads = new PriorityQueue<>(Math.max(1, series.size()), Comparator.<Pages>comparingLong(one -> one.peek().time()).thenComparingInt(one -> one.place));
        for (int i = 0; i < series.size(); i++) {
            Pages pages = new Pages(series.get(i), i, from, to);
            if (pages.hasNext()) {
                heads.add(pages);
            }
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public Row next() {
                Pages first = heads.remove();
                Row row = first.next();
                if (first.hasNext()) {
                    heads.add(first);
                }
                return row;
            }
        };
    }

    private final class Pages implements Iterator<Row> {
        private final OneSeries series;
        private final int place;
        private final long to;
        private OptionalLong next;
        private List<Reading> page = List.of();
        private int at;

        Pages(OneSeries series, int place, long from, long to) {
            this.series = series;
            this.place = place;
            this.to = to;
            next = from < to ? OptionalLong.of(from) : OptionalLong.empty();
        }

        Row peek() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return new Row(series, page.get(at));
        }

        @Override
        public boolean hasNext() {
            while (at >= page.size() && next.isPresent()) {
                fetch();
            }
            return at < page.size();
        }

        private void fetch() {
            try {
                SeriesPage answer = store.range(series.point(), next.getAsLong(), to, PAGE);
                page = answer.readings();
                next = answer.next();
                at = 0;
            } catch (IOException away) {
                throw new UncheckedIOException(away);
            }
            read += page.size();
            if (read > most) {
                throw new TooMuch("the query reads more than " + most + " points; ask for a shorter time or fewer series, or raise max.points in etc/io.gemello.series.gateway.cfg");
            }
        }

        @Override
        public Row next() {
            Row row = peek();
            at++;
            return row;
        }
    }
}
