package io.gemello.twin.rql;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.ditto.base.model.exceptions.InvalidRqlExpressionException;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonRuntimeException;

/** A parsed expression. Immutable. */
public final class Rql {
    /** Characters; longer ones are refused. */
    private static final int MAX_LENGTH = 32_768;

    private final String text;
    private final RqlNode root;

    private Rql(String text, RqlNode root) {
        this.text = text;
        this.root = root;
    }

    /** @param now what {@code time:now} means @throws InvalidRqlExpressionException 400 {@code rql.expression.invalid} */
    public static Rql parse(String text, Instant now) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("The expression is longer than " + MAX_LENGTH + " characters.");
            }
            return new Rql(text, new RqlParser(text, now).parse());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | JsonRuntimeException wrong) {
            throw InvalidRqlExpressionException.newBuilder().message(wrong.getMessage()).cause(wrong).build();
        }
    }

    public RqlNode root() {
        return root;
    }

    /** Whether what fits would also fit with more fields in it. */
    public boolean positive() {
        return positive(root);
    }

    private static boolean positive(RqlNode node) {
        if (node instanceof RqlNode.And and) {
            return and.parts().stream().allMatch(Rql::positive);
        }
        if (node instanceof RqlNode.Or or) {
            return or.parts().stream().allMatch(Rql::positive);
        }
        return !(node instanceof RqlNode.Not || node instanceof RqlNode.Empty || node instanceof RqlNode.Compare compare && compare.op() == RqlOp.NE);
    }

    /** All fields that it names, in order. */
    public Set<RqlField> fields() {
        Set<RqlField> fields = new LinkedHashSet<>();
        gather(root, fields::add);
        return fields;
    }

    private static void gather(RqlNode node, Consumer<RqlField> to) {
        if (node instanceof RqlNode.And and) {
            and.parts().forEach(part -> gather(part, to));
        } else if (node instanceof RqlNode.Or or) {
            or.parts().forEach(part -> gather(part, to));
        } else if (node instanceof RqlNode.Not not) {
            gather(not.part(), to);
        } else if (node instanceof RqlNode.Compare compare) {
            to.accept(compare.field());
        } else if (node instanceof RqlNode.In in) {
            to.accept(in.field());
        } else if (node instanceof RqlNode.Exists exists) {
            to.accept(exists.field());
        } else if (node instanceof RqlNode.Empty empty) {
            to.accept(empty.field());
        }
    }

    /** @param thing whole, with its special fields */
    public boolean test(JsonObject thing, Dialect dialect) {
        return test(field -> field.in(thing), dialect);
    }

    /** @param values what stands at a field; null for nothing */
    public boolean test(Function<RqlField, FieldValues> values, Dialect dialect) {
        return test(root, values, dialect);
    }

    /** For one node of an expression. */
    public static boolean test(RqlNode node, Function<RqlField, FieldValues> values, Dialect dialect) {
        if (node instanceof RqlNode.And and) {
            return and.parts().stream().allMatch(part -> test(part, values, dialect));
        }
        if (node instanceof RqlNode.Or or) {
            return or.parts().stream().anyMatch(part -> test(part, values, dialect));
        }
        if (node instanceof RqlNode.Not not) {
            return !test(not.part(), values, dialect);
        }
        if (node instanceof RqlNode.Exists exists) {
            return values.apply(exists.field()) != null;
        }
        if (node instanceof RqlNode.Empty empty) {
            FieldValues there = values.apply(empty.field());
            return there == null || there.empty();
        }
        if (node instanceof RqlNode.In in) {
            FieldValues there = values.apply(in.field());
            return in.literals().stream().anyMatch(literal -> dialect.holds(RqlOp.EQ, there, literal));
        }
        RqlNode.Compare compare = (RqlNode.Compare) node;
        FieldValues there = values.apply(compare.field());
        return compare.literal() instanceof LikePattern pattern ? dialect.like(there, pattern) : dialect.holds(compare.op(), there, compare.literal());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rql that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
