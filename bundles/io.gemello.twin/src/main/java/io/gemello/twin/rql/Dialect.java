package io.gemello.twin.rql;

import java.math.BigDecimal;

/** What a comparison means: Ditto's conditions and its search do not agree in everything. */
public enum Dialect {
    /** Conditions and event filters: an array fits where an element of it does, texts and numbers are compared with each other where they can, and what is not there is not equal to anything. */
    STATE {
        @Override
        boolean holds(RqlOp op, FieldValues there, Object literal) {
            if (op == RqlOp.NE) {
                return !holds(RqlOp.EQ, there, literal);
            }
            return there != null && there.scalars().stream().anyMatch(one -> fits(op, one, literal));
        }

        private boolean fits(RqlOp op, Object one, Object literal) {
            boolean nothing = one == FieldValues.NULL || literal == FieldValues.NULL;
            return nothing ? op == RqlOp.EQ && one == literal : op.fits(coerced(one, literal));
        }
    },
    /** Search: only values of one kind are compared, and what is not there fits nothing. */
    SEARCH {
        @Override
        boolean holds(RqlOp op, FieldValues there, Object literal) {
            if (there == null || there.scalars().isEmpty()) {
                return false;
            }
            if (op == RqlOp.NE) {
                return there.scalars().stream().noneMatch(one -> ScalarOrder.kind(one) == ScalarOrder.kind(literal) && ScalarOrder.compare(one, literal) == 0);
            }
            for (Object one : there.scalars()) {
                if (ScalarOrder.kind(one) == ScalarOrder.kind(literal) && op.fits(ScalarOrder.compare(one, literal))) {
                    return true;
                }
            }
            return false;
        }
    };

    abstract boolean holds(RqlOp op, FieldValues there, Object literal);

    boolean like(FieldValues there, LikePattern pattern) {
        return there != null && there.scalars().stream().anyMatch(one -> one instanceof String text ? pattern.matches(text) : this == STATE && pattern.matches(one.toString()));
    }

    /** Numbers as numbers, a text that is a number too; anything else of two kinds by its text. */
    private static int coerced(Object there, Object literal) {
        if (there instanceof String text && literal instanceof String other) {
            return text.compareTo(other);
        }
        if (there instanceof Boolean flag && literal instanceof Boolean other) {
            return flag.compareTo(other);
        }
        BigDecimal left = there instanceof Boolean || literal instanceof Boolean ? null : number(there);
        BigDecimal right = left == null ? null : number(literal);
        return right != null ? left.compareTo(right) : text(there).compareTo(text(literal));
    }

    private static BigDecimal number(Object scalar) {
        try {
            return new BigDecimal(scalar.toString());
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static String text(Object scalar) {
        return scalar instanceof Number ? new BigDecimal(scalar.toString()).toString() : scalar.toString();
    }
}
