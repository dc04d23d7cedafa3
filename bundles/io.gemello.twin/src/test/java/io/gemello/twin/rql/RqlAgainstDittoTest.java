package io.gemello.twin.rql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.rql.parser.RqlPredicateParser;
import org.eclipse.ditto.rql.query.criteria.Criteria;
import org.eclipse.ditto.rql.query.filter.QueryFilterCriteriaFactory;
import org.eclipse.ditto.rql.query.things.ThingPredicateVisitor;
import org.eclipse.ditto.things.model.Thing;
import org.eclipse.ditto.things.model.ThingsModelFactory;
import org.junit.jupiter.api.Test;

/** Behaviour row 7, RQL: random expressions and random damage to them, judged by Ditto's own parser and evaluator beside ours. Its limits stay outside: no empty(), no asterisk. */
class RqlAgainstDittoTest {
    private static final int CASES = 8_000;
    private static final List<String> FIELDS = List.of("attributes/a", "/attributes/b", "attributes/c/d", "attributes/list", "attributes/list/k", "features/f/properties/x",
        "features/f/properties/deep/y", "features/g/desiredProperties/z", "thingId", "policyId", "definition", "_namespace", "_revision", "features/none/properties/x");
    private static final List<String> LITERALS = List.of("1", "2", "-3", "0", "1.0", "2.5", "+4", "\"1\"", "\"x\"", "'x y'", "\"ä\"", "true", "false", "null", "null", "null", "null", "\"*x*\"",
        "\"org.acme\"", "\"a:b:1\"", "\"\"", "\"\\u0041\"", "'it\\'s'", "9223372036854775807");
    private static final List<String> VALUES = List.of("1", "2", "-3", "1.0", "2.5", "\"1\"", "\"x\"", "\"x y\"", "\"ä\"", "true", "false", "null", "null", "null", "null", "\"yxz\"", "\"A\"",
        "[1,2]", "{\"k\":1}", "\"it's\"", "9223372036854775807");

    private static final List<String> LISTS = List.of("[1,\"x\"]", "[]", "[{\"k\":1},{\"k\":\"x\"}]", "[[1],2]", "{\"k\":2}");

    private final Random random = new Random(7);

    @Test
    void everyExpressionMeansWhatItMeansToDitto() {
        List<String> differing = new ArrayList<>();
        int accepted = 0;
        int matched = 0;
        for (int i = 0; i < CASES; i++) {
            String text = random.nextInt(4) == 0 ? damaged(expression(3)) : expression(3);
            JsonObject thing = thing();
            if (oddOnlyThere(text)) {
                continue;
            }
            Boolean theirs = ditto(text, thing);
            Boolean mine = ours(text, thing);
            if (!Objects.equals(theirs, mine)) {
                differing.add(text + " is " + theirs + " to Ditto and " + mine + " here, of " + thing);
            }
            accepted += theirs == null ? 0 : 1;
            matched += Boolean.TRUE.equals(theirs) ? 1 : 0;
        }
        assertEquals(List.of(), differing.subList(0, Math.min(differing.size(), 12)));
        assertTrue(accepted > CASES / 2 && accepted < CASES && matched > CASES / 10 && matched < accepted, accepted + " accepted, " + matched + " matched");
    }

    /**
     * What Ditto takes by accident and this parser refuses or answers otherwise: a key without a name (refused by Ditto as soon as it is looked up),
     * existence of special fields (never there to Ditto), and like over a null (whose text is a Java object's).
     */
    private static boolean oddOnlyThere(String text) {
        return text.contains("//") || text.matches("(?s).*/[,)].*") || text.contains("exists(_") || text.contains("exists(/_");
    }

    /** Null for a refusal. */
    private static Boolean ours(String text, JsonObject thing) {
        try {
            return Rql.parse(text, Instant.EPOCH).test(thing, Dialect.STATE);
        } catch (DittoRuntimeException refused) {
            assertEquals("rql.expression.invalid", refused.getErrorCode());
            return null;
        }
    }

    private static Boolean ditto(String text, JsonObject json) {
        Criteria criteria;
        try {
            criteria = QueryFilterCriteriaFactory.modelBased(RqlPredicateParser.getInstance()).filterCriteria(text, DittoHeaders.empty());
        } catch (DittoRuntimeException | ClassCastException | IllegalArgumentException refused) {
            return null;
        }
        Thing thing = ThingsModelFactory.newThing(json);
        try {
            return ThingPredicateVisitor.apply(criteria).test(thing);
        } catch (JsonRuntimeException refused) {
            return null;
        }
    }

    private String expression(int depth) {
        String field = pick(FIELDS);
        return switch (random.nextInt(depth > 0 ? 14 : 10)) {
            case 0 -> "eq(" + field + "," + literal() + ")";
            case 1 -> "ne(" + field + "," + literal() + ")";
            case 2 -> "gt(" + field + "," + literal() + ")";
            case 3 -> "ge(" + field + "," + literal() + ")";
            case 4 -> "lt(" + field + "," + literal() + ")";
            case 5 -> "le(" + field + "," + literal() + ")";
            case 6 -> "in(" + field + "," + notNull() + "," + notNull() + ")";
            case 7 -> "like(" + field + ",\"" + pattern() + "\")";
            case 8 -> "ilike(" + field + ",\"" + pattern() + "\")";
            case 9 -> "exists(" + pick(List.of(field, "features/f", "features/f/properties", "attributes/c")) + ")";
            case 10 -> "not(" + expression(depth - 1) + ")";
            case 11 -> "or(" + expression(depth - 1) + "," + expression(depth - 1) + ")";
            default -> "and(" + expression(depth - 1) + ", " + expression(depth - 1) + ")";
        };
    }

    private String literal() {
        return pick(LITERALS);
    }

    /** Ditto fails with a NullPointerException over in(…,null). */
    private String notNull() {
        String literal = literal();
        return literal.equals("null") ? "1" : literal;
    }

    /** Never an asterisk alone: see {@link #oddOnlyThere}. */
    private String pattern() {
        return pick(List.of("x", "*x*", "?", "x*", "*z", "X", "ä", "org.*", "*(*", "", "a:?:1", "y?z"));
    }

    private String damaged(String text) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + pick(List.of(" ", ",", "(", ")", "\"", "'", "0", "x", "/", "\\", "-")) + text.substring(at);
            default -> text.substring(0, at);
        };
    }

    private JsonObject thing() {
        StringBuilder json = new StringBuilder("{\"thingId\":\"org.acme:t\",\"policyId\":\"org.acme:p\",\"definition\":\"a:b:1\",\"_namespace\":\"org.acme\",\"_revision\":2");
        if (random.nextInt(8) > 0) {
            json.append(",\"attributes\":{\"a\":").append(pick(VALUES)).append(",\"b\":").append(pick(VALUES)).append(",\"list\":").append(pick(LISTS));
            json.append(random.nextBoolean() ? ",\"c\":{\"d\":" + pick(VALUES) + "}}" : "}");
        }
        if (random.nextInt(8) > 0) {
            json.append(",\"features\":{\"f\":{\"properties\":{\"x\":").append(pick(VALUES)).append(",\"deep\":{\"y\":").append(pick(VALUES))
                .append("}}},\"g\":{\"desiredProperties\":{\"z\":").append(pick(VALUES)).append("}}}");
        }
        return JsonFactory.newObject(json.append('}').toString());
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
