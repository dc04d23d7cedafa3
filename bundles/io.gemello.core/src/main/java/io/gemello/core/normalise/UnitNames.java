package io.gemello.core.normalise;

import io.gemello.core.units.Affine;
import io.gemello.core.units.CodedUnit;
import io.gemello.core.units.NotConvertible;
import io.gemello.core.units.UnitBook;
import java.util.Optional;

/**
 * What the units that samples named mean for one point, each looked up once. One thread. A source that names ever new
 * units makes this forget, not grow.
 */
final class UnitNames {
    /** Nothing that is understood: the site's source unit is assumed. */
    static final Affine UNKNOWN = new Affine(Double.NaN, 1);
    /** Understood, and not what the point measures: no number can be made of it. */
    static final Affine MISMATCH = new Affine(Double.NaN, 2);
    private static final int KEPT = 4;

    private final UnitBook book;
    private final PointRules rules;
    private final String[] names = new String[KEPT];
    private final Affine[] meanings = new Affine[KEPT];
    private int next;

    UnitNames(UnitBook book, PointRules rules) {
        this.book = book;
        this.rules = rules;
    }

    Affine of(String name) {
        for (int i = 0; i < KEPT; i++) {
            if (name.equals(names[i])) {
                return meanings[i];
            }
        }
        names[next] = name;
        meanings[next] = look(name);
        Affine found = meanings[next];
        next = (next + 1) % KEPT;
        return found;
    }

    private Affine look(String name) {
        if (name.equals(rules.source().code())) {
            return rules.toTarget();
        }
        if (name.equals(rules.target().code())) {
            return Affine.IDENTITY;
        }
        Optional<CodedUnit> unit = book.named(name, rules.target());
        try {
            return unit.isPresent() ? book.conversion(unit.get(), rules.target()) : UNKNOWN;
        } catch (NotConvertible e) {
            return MISMATCH;
        }
    }
}
