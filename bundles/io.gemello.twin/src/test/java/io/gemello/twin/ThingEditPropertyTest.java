package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/** Long runs of random changes, against a model of plain maps that knows nothing of Ditto's JSON; and the layers of a site thing put together again. */
class ThingEditPropertyTest {
    record Step(ThingCommand.Op op, List<String> place, Object value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.of(ThingCommand.Op.PUT, ThingCommand.Op.MERGE, ThingCommand.Op.DELETE),
            Arbitraries.of("a", "b", "~1", "é \u2028", "x.y", "0", "type", "bim", "ifcGuid").list().ofMinSize(1).ofMaxSize(4), trees(3)).as(Step::new)
            .list().ofMinSize(1).ofMaxSize(30);
    }

    private Arbitrary<Object> trees(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(Arbitraries.longs().between(-3, 3).map(n -> (Object) n), Arbitraries.of("", "t", "ü\"\\"),
            Arbitraries.of(true, false), Arbitraries.of(0.5, -1e300), Arbitraries.just((Object) "null").map(n -> NULL));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(leaf, Arbitraries.maps(Arbitraries.of("a", "b", "~1", "ifcGuid"), trees(depth - 1)).ofMaxSize(3).map(map -> (Object) map),
            trees(depth - 1).list().ofMaxSize(2).map(list -> (Object) list));
    }

    /** JSON's null: jqwik's maps hold no nulls. */
    private static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static Object plain(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put((String) key, plain(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(plain(item)));
            return copy;
        }
        return tree == NULL ? null : tree;
    }

    @Property(tries = 500, seed = "1")
    void changesOfAttributesFollowTheModel(@ForAll("steps") List<Step> steps) {
        JsonObject thing = JsonFactory.newObjectBuilder().set("policyId", "a:b").build();
        Map<String, Object> model = new LinkedHashMap<>(Map.of("policyId", "a:b"));
        for (Step step : steps) {
            ThingPath path = path(step.place());
            List<String> place = new ArrayList<>(step.place());
            place.add(0, "attributes");
            JsonValue value = JsonTree.of(plain(step.value()));
            switch (step.op()) {
                case PUT -> {
                    thing = ThingEdit.put(thing, "a:t", path, value);
                    put(model, place, plain(step.value()));
                }
                case MERGE -> {
                    thing = ThingEdit.merge(thing, path, value);
                    merge(model, nested(place, plain(step.value())));
                }
                default -> {
                    boolean gone = deleted(model, place);
                    JsonObject before = thing;
                    try {
                        thing = ThingEdit.delete(thing, "a:t", path);
                        assertEquals(true, gone, "deleted " + place + " of " + before);
                    } catch (DittoRuntimeException missing) {
                        assertEquals(false, gone, "did not find " + place + " in " + before);
                    }
                }
            }
            assertEquals(JsonTree.of(model), thing);
            assertEquals(thing, JsonFactory.newObject(thing.toString()), "what is kept as text is the same when it is read again");
        }
    }

    @Property(tries = 500, seed = "2")
    void theLayersOfASiteThingGiveBackWhatWasPutIn(@ForAll("steps") List<Step> steps) {
        Building.SiteSample sample = Building.siteSample();
        JsonObject thing = ClientPart.EMPTY.over(sample.before());
        for (Step step : steps) {
            if (step.op() == ThingCommand.Op.PUT) {
                thing = ThingEdit.put(thing, "a:t", path(step.place()), JsonTree.of(plain(step.value())));
            } else if (step.op() == ThingCommand.Op.DELETE && thing.contains(path(step.place()).pointer())) {
                thing = ThingEdit.delete(thing, "a:t", path(step.place()));
            }
            ClientPart part = ClientPart.of(thing, JsonObject.empty(), sample.before());
            assertEquals(thing, part.over(sample.before()));
            assertEquals(thing, part.under(sample.before()).over(sample.before()), "the same site again changes nothing");
            JsonObject applied = part.under(sample.after()).over(sample.after());
            assertEquals("new", applied.getValue(JsonPointer.of("/attributes/type")).map(JsonValue::asString).orElse(null), "where the site says something new it wins");
        }
    }

    private static ThingPath path(List<String> place) {
        JsonPointer pointer = JsonPointer.of("/attributes");
        for (String key : place) {
            pointer = pointer.addLeaf(JsonKey.of(key));
        }
        return ThingPath.of(pointer);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> at, List<String> place, Object value) {
        Map<String, Object> map = at;
        for (String key : place.subList(0, place.size() - 1)) {
            if (!(map.get(key) instanceof Map)) {
                map.put(key, new LinkedHashMap<String, Object>());
            }
            map = (Map<String, Object>) map.get(key);
        }
        map.put(place.get(place.size() - 1), value);
    }

    private static Map<String, Object> nested(List<String> place, Object value) {
        Object inner = value;
        for (int i = place.size() - 1; i >= 0; i--) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put(place.get(i), inner);
            inner = map;
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> outer = (Map<String, Object>) inner;
        return outer;
    }

    /** RFC 7396, section 2. */
    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> target, Map<String, Object> patch) {
        patch.forEach((key, value) -> {
            if (value == null) {
                target.remove(key);
            } else if (value instanceof Map) {
                Object under = target.get(key);
                Map<String, Object> into = under instanceof Map ? (Map<String, Object>) under : new LinkedHashMap<>();
                merge(into, (Map<String, Object>) value);
                target.put(key, into);
            } else {
                target.put(key, value);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static boolean deleted(Map<String, Object> at, List<String> place) {
        Object map = at;
        for (String key : place.subList(0, place.size() - 1)) {
            map = map instanceof Map ? ((Map<String, Object>) map).get(key) : null;
        }
        String last = place.get(place.size() - 1);
        if (Objects.isNull(map) || !(map instanceof Map) || !((Map<String, Object>) map).containsKey(last)) {
            return false;
        }
        ((Map<String, Object>) map).remove(last);
        return true;
    }
}
