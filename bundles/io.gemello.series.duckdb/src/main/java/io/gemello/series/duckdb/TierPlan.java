package io.gemello.series.duckdb;

import java.util.ArrayList;
import java.util.List;

/** Chooses for a question where each part of its time is read: in the coarsest tier that still fits its windows, and raw where that tier is not counted up yet. */
final class TierPlan {
    /** With more pieces than this the raw rows are read in one: as right, and the question stays small. */
    private static final int MOST_PIECES = 200;

    private final Layout layout;
    private final List<Piece> pieces = new ArrayList<>();

    /** A part of the time and where it is read. */
    record Piece(Tier tier, Span span) {}

    private TierPlan(Layout layout) {
        this.layout = layout;
    }

    /** @param every length of the windows */
    static List<Piece> of(Span asked, long every, Layout layout) {
        Tier coarsest = every % Tier.HOUR.nanos() == 0 ? Tier.HOUR : every % Tier.MINUTE.nanos() == 0 ? Tier.MINUTE : Tier.RAW;
        TierPlan plan = new TierPlan(layout);
        long minutesFrom = layout.expired(Tier.MINUTE);
        long rawFrom = Math.max(layout.expired(Tier.RAW), minutesFrom);
        plan.whole(Tier.HOUR, asked.from(), Math.min(asked.to(), minutesFrom));
        if (coarsest == Tier.HOUR) {
            plan.hoursThenMinutes(Math.max(asked.from(), minutesFrom), Math.min(asked.to(), rawFrom));
        } else {
            plan.whole(Tier.MINUTE, Math.max(asked.from(), minutesFrom), Math.min(asked.to(), rawFrom));
        }
        int fixed = plan.pieces.size();
        Span kept = new Span(Math.max(asked.from(), rawFrom), asked.to());
        plan.cover(coarsest, kept);
        if (plan.pieces.size() > fixed + MOST_PIECES) {
            plan.pieces.subList(fixed, plan.pieces.size()).clear();
            plan.add(Tier.RAW, kept.from(), kept.to());
        }
        return plan.pieces;
    }

    /** Where nothing finer is left: whole spans of the tier, also those that the edges cut. */
    private void whole(Tier tier, long from, long to) {
        if (from < to) {
            add(tier, Tier.floor(from, tier.nanos()), Tier.ceil(to, tier.nanos()));
        }
    }

    private void hoursThenMinutes(long from, long to) {
        if (from >= to) {
            return;
        }
        long first = Tier.ceil(from, Tier.HOUR.nanos());
        long last = Tier.floor(to, Tier.HOUR.nanos());
        if (first >= last) {
            whole(Tier.MINUTE, from, to);
        } else {
            whole(Tier.MINUTE, from, first);
            add(Tier.HOUR, first, last);
            whole(Tier.MINUTE, last, to);
        }
    }

    private void cover(Tier tier, Span span) {
        if (span.isEmpty()) {
            return;
        }
        long first = Tier.ceil(span.from(), tier.nanos());
        long last = Tier.floor(span.to(), tier.nanos());
        if (tier == Tier.RAW) {
            add(Tier.RAW, span.from(), span.to());
        } else if (first >= last) {
            cover(tier.finer(), span);
        } else {
            cover(tier.finer(), new Span(span.from(), first));
            untouched(tier, first, last);
            cover(tier.finer(), new Span(last, span.to()));
        }
    }

    private void untouched(Tier tier, long first, long last) {
        long from = first;
        for (long block : layout.touched().subSet(Tier.floor(first, Tier.BLOCK), true, last, false)) {
            add(tier, from, block);
            add(Tier.RAW, Math.max(from, block), Math.min(block + Tier.BLOCK, last));
            from = Math.min(block + Tier.BLOCK, last);
        }
        add(tier, from, last);
    }

    private void add(Tier tier, long from, long to) {
        int last = pieces.size() - 1;
        if (from >= to) {
            return;
        }
        if (last >= 0 && pieces.get(last).tier() == tier && pieces.get(last).span().to() == from) {
            pieces.set(last, new Piece(tier, new Span(pieces.get(last).span().from(), to)));
        } else {
            pieces.add(new Piece(tier, new Span(from, to)));
        }
    }
}
