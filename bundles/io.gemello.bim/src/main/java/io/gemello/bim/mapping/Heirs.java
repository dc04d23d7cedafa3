package io.gemello.bim.mapping;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has become of elements that an earlier revision of the model had. Immutable.
 *
 * @param next by the GlobalId of then, that of now; {@link #NOBODY} for one that a person has retired
 * @param asked GlobalIds of elements of which nobody knows yet what has become of them
 * @param found the element that a rule or a pattern found last, by {@code asset/ID} and {@code point/ID}
 */
public record Heirs(Map<String, String> next, Set<String> asked, Map<String, Found> found) {
    public static final Heirs NONE = new Heirs(Map.of(), Set.of(), Map.of());
    public static final String NOBODY = "";

    /** @param said what it was found by, so that another rule is not taken for the same */
    public record Found(String said, String guid) {}

    enum State { ITSELF, HEIR, ASKED, RETIRED }

    /** @param guid the last that is known of it */
    record Fate(State state, String guid) {}

    public Heirs {
        next = Map.copyOf(next);
        asked = Set.copyOf(asked);
        found = Map.copyOf(found);
    }

    /** The last GlobalId that is known of it; its own where nothing has become of it. */
    public String last(String guid) {
        return fate(guid).guid();
    }

    Fate fate(String guid) {
        Set<String> passed = new HashSet<>();
        String at = guid;
        while (passed.add(at)) {
            String heir = next.get(at);
            if (asked.contains(at)) {
                return new Fate(State.ASKED, at);
            }
            if (heir == null || heir.equals(at)) {
                return new Fate(at.equals(guid) ? State.ITSELF : State.HEIR, at);
            }
            if (heir.equals(NOBODY)) {
                return new Fate(State.RETIRED, at);
            }
            at = heir;
        }
        // Two that lead to each other: nobody can say which it is.
        return new Fate(State.ASKED, at);
    }
}
