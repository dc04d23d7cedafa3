package io.gemello.twin.rql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an expression as Ditto's grammar has it: no blanks but before the whole, behind a literal and behind the comma between two expressions;
 * a field ends at a comma or a closing parenthesis.
 */
final class RqlParser {
    /** Deeper nesting is refused rather than risking the stack. */
    private static final int MAX_DEPTH = 64;

    private final RqlScanner text;
    private final Instant now;

    RqlParser(String text, Instant now) {
        this.text = new RqlScanner(text);
        this.now = now;
    }

    /** @throws IllegalArgumentException that says what is wrong and where */
    RqlNode parse() {
        text.blanks();
        RqlNode whole = query(0);
        if (!text.atEnd()) {
            throw text.wrong("the end");
        }
        return whole;
    }

    private RqlNode query(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("The expression is nested deeper than " + MAX_DEPTH + " levels.");
        }
        String name = text.word();
        text.take('(');
        RqlNode node = switch (name) {
            case "and" -> new RqlNode.And(queries(depth + 1));
            case "or" -> new RqlNode.Or(queries(depth + 1));
            case "not" -> new RqlNode.Not(query(depth + 1));
            case "exists" -> new RqlNode.Exists(RqlField.of(text.property(), false));
            case "empty" -> new RqlNode.Empty(RqlField.of(text.property(), false));
            case "in" -> in();
            case "eq", "ne", "gt", "ge", "lt", "le", "like", "ilike" -> compare(RqlOp.valueOf(name.toUpperCase(Locale.ROOT)));
            default -> throw text.wrong("one of and, or, not, eq, ne, gt, ge, lt, le, in, like, ilike, exists, empty");
        };
        text.take(')');
        return node;
    }

    private List<RqlNode> queries(int depth) {
        List<RqlNode> parts = new ArrayList<>();
        parts.add(query(depth));
        while (text.at(',')) {
            text.take(',');
            text.blanks();
            parts.add(query(depth));
        }
        return List.copyOf(parts);
    }

    private RqlNode in() {
        RqlField field = RqlField.of(text.property(), true);
        List<Object> literals = new ArrayList<>();
        do {
            text.take(',');
            literals.add(text.literal(now));
        } while (text.at(','));
        return new RqlNode.In(field, List.copyOf(literals));
    }

    private RqlNode compare(RqlOp op) {
        RqlField field = RqlField.of(text.property(), true);
        text.take(',');
        Object literal = text.literal(now);
        if (op != RqlOp.LIKE && op != RqlOp.ILIKE) {
            return new RqlNode.Compare(op, field, literal);
        }
        if (literal instanceof String pattern) {
            return new RqlNode.Compare(op, field, new LikePattern(pattern, op == RqlOp.ILIKE));
        }
        throw new IllegalArgumentException("In the " + op.name().toLowerCase(Locale.ROOT) + " predicate only string values are allowed.");
    }
}
