package io.gemello.bim.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How sure it is that an element of one revision is one of the other. The GlobalId counts first, then the tag, then kind, name, storey
 * and position together; and neither of the first two counts alone, for numbers are given anew when models are merged or made again.
 */
final class Kinship {
    /** From here on no person is asked. */
    static final double SURE = 0.95;
    /** Below that nobody would believe it. */
    static final double LEAST = 0.3;
    /** Metres within which an element has not been moved: what rounding in exporters makes. */
    static final double SAME_PLACE = 0.05;
    /** Metres in which nearness falls to a third. */
    private static final double REACH = 1;
    private static final double NO_IDENTITY = 0.96;
    private static final double UNKNOWN_NAME = 0.97;
    private static final double UNKNOWN_PLACE = 0.96;
    private static final double OTHER_TAG = 0.97;
    private static final double TAG_ALONE = 0.8;
    private static final double GUID_ALONE = 0.85;
    private static final double OTHER_THING = 0.5;

    /** What one says of an element and the other says too: whether it is the same. */
    private enum Sign { UNKNOWN, SAME, OTHER;
        private static Sign of(String one, String other) {
            return one == null || other == null || one.isBlank() || other.isBlank() ? UNKNOWN : one.equals(other) ? SAME : OTHER;
        }
    }

    private final Fingerprint now;
    private final boolean tagged;
    private final boolean sameGuid;
    private final boolean sameEntity;
    private final Sign tag;
    private final Sign type;
    private final Sign name;
    private final Sign storey;
    /** Metres; NaN where it is not known. */
    private final double distance;

    /**
     * @param tagged whether the tag that both have is the only one of its kind in either revision
     * @param shift by which most elements have been moved, metres
     */
    Kinship(Fingerprint was, Fingerprint now, boolean tagged, double[] shift) {
        this.now = now;
        this.tagged = tagged;
        sameGuid = was.guid().equals(now.guid());
        sameEntity = was.entity().equals(now.entity());
        tag = Sign.of(was.tag(), now.tag());
        type = Sign.of(was.type(), now.type());
        name = was.name().equals(now.name()) ? Sign.of(was.name(), now.name()) : Sign.of(was.plainName(), now.plainName());
        storey = Sign.of(was.storey(), now.storey());
        distance = was.distance(now, shift);
    }

    private boolean placed() {
        return !Double.isNaN(distance);
    }

    /** From 0 to 1. */
    double score() {
        // What an element is told from its neighbours by; kind, type and storey it shares with many.
        int own = (name == Sign.SAME ? 1 : 0) + (distance <= SAME_PLACE ? 1 : 0);
        double score;
        if (sameGuid) {
            boolean silent = name == Sign.UNKNOWN && tag == Sign.UNKNOWN && !placed();
            boolean confirmed = sameEntity ? own > 0 || tag == Sign.SAME || silent : own > 1;
            score = confirmed ? 0.97 + 0.03 * alike() : sameEntity ? GUID_ALONE : OTHER_THING + 0.3 * alike();
        } else if (tag == Sign.SAME && tagged && sameEntity) {
            score = own > 0 ? 0.955 + 0.03 * alike() : TAG_ALONE + 0.1 * alike();
        } else {
            score = NO_IDENTITY * alike() * (name == Sign.UNKNOWN ? UNKNOWN_NAME : 1) * (placed() ? 1 : UNKNOWN_PLACE) * (tag == Sign.OTHER ? OTHER_TAG : 1);
        }
        return Math.round(score * 1000) / 1000.0;
    }

    /** The share of what agrees in what is known, by weight. */
    private double alike() {
        double known = 1;
        double agreed = sameEntity ? 1 : 0;
        Sign[] signs = {type, name, storey};
        int[] weights = {1, 2, 1};
        for (int i = 0; i < signs.length; i++) {
            known += signs[i] == Sign.UNKNOWN ? 0 : weights[i];
            agreed += signs[i] == Sign.SAME ? weights[i] : 0;
        }
        return placed() ? (agreed + 3 * Math.exp(-distance / REACH)) / (known + 3) : agreed / known;
    }

    Candidate candidate() {
        List<String> reasons = new ArrayList<>();
        if (sameGuid) {
            reasons.add("same GlobalId");
        }
        say(reasons, tag, "same tag", "tag " + now.tag());
        if (!sameEntity) {
            reasons.add("is an " + now.entity());
        }
        say(reasons, type, "same type", "type " + now.type());
        say(reasons, name, "same name", "named " + now.name());
        say(reasons, storey, "same storey", "storey " + now.storey());
        if (placed()) {
            reasons.add(distance <= SAME_PLACE ? "same place" : String.format(Locale.ROOT, "%.2f m away", distance));
        }
        return new Candidate(now.guid(), score(), reasons);
    }

    private static void say(List<String> to, Sign sign, String same, String other) {
        if (sign != Sign.UNKNOWN) {
            to.add(sign == Sign.SAME ? same : other);
        }
    }
}
