package io.gemello.twin.rql;

/** How one field is compared with one literal. */
public enum RqlOp {
    EQ, NE, GT, GE, LT, LE, LIKE, ILIKE;

    /** @param order of what is there against the literal, as a comparator gives it */
    boolean fits(int order) {
        return switch (this) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case LIKE, ILIKE -> false;
        };
    }
}
