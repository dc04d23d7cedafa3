package io.gemello.bim.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the rules that the site's {@code bim.json} has under {@code mapping}. */
public final class RuleFile {
    private static final Set<String> OWN = Set.of("rule", "for", "take", "element", "comment");
    /** Words that only points have: a rule that asks for one maps points. */
    private static final Set<String> OF_POINTS = Set.of("point", "feature", "quantity");
    private static final Set<String> WORDS = Set.of("asset", "type", "name", "point", "feature", "quantity");

    private RuleFile() {}

    /** @param list may be missing. @throws IllegalArgumentException with the sentence that the operator needs */
    public static List<MappingRule> parse(JsonNode list) {
        require(list.isMissingNode() || list.isArray(), "mapping is a list");
        List<MappingRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            MappingRule rule = rule(list.get(i), "mapping[" + i + "]", i + 1);
            require(names.add(rule.name()), "mapping[" + i + "].rule: '" + rule.name() + "' is taken");
            rules.add(rule);
        }
        return List.copyOf(rules);
    }

    private static MappingRule rule(JsonNode given, String where, int number) {
        names(given, where, OWN);
        Map<String, String> wanted = texts(given.path("for"), where + ".for");
        wanted.keySet().forEach(word -> word(word, where + ".for"));
        Map<String, String> take = texts(given.path("take"), where + ".take");
        require(take.size() < 2, where + ".take takes from one word only");
        take.keySet().forEach(word -> word(word, where + ".take"));
        JsonNode element = given.path("element");
        require(element.isObject() && !element.isEmpty(), where + ".element is missing: it says what the element looks like");
        Map<String, String> fields = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> all = element.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> one = all.next();
            if (!one.getKey().equals("property")) {
                require(ElementIndex.FIELDS.containsKey(one.getKey()) || one.getKey().equals(Wish.IN),
                    where + ".element: '" + one.getKey() + "' is not known; there are in, property, " + String.join(", ", ElementIndex.FIELDS.keySet().stream().sorted().toList()));
                fields.put(one.getKey(), text(one.getValue(), where + ".element." + one.getKey()));
            }
        }
        Map<String, String> properties = texts(element.path("property"), where + ".element.property");
        properties.keySet().forEach(name -> require(name.indexOf('.') > 0, where + ".element.property: write SET.NAME or *.NAME, not '" + name + "'"));
        boolean ofPoints = wanted.keySet().stream().anyMatch(OF_POINTS::contains) || take.keySet().stream().anyMatch(OF_POINTS::contains)
            || fields.values().stream().anyMatch(RuleFile::usesPoint) || properties.values().stream().anyMatch(RuleFile::usesPoint);
        MappingRule.Take taken = null;
        for (Map.Entry<String, String> one : take.entrySet()) {
            try {
                taken = MappingRule.Take.of(one.getKey(), one.getValue());
            } catch (IllegalArgumentException fault) {
                throw new IllegalArgumentException(where + ".take: " + fault.getMessage(), fault);
            }
        }
        return new MappingRule(given.path("rule").asText("rule " + number), ofPoints, wanted, taken, fields, properties);
    }

    private static boolean usesPoint(String template) {
        return OF_POINTS.stream().anyMatch(word -> template.contains("{" + word + "}"));
    }

    private static void word(String word, String where) {
        require(WORDS.contains(word) || word.startsWith("attribute:"), where + ": '" + word + "' is not known; there are attribute:NAME, " + String.join(", ", WORDS.stream().sorted().toList()));
    }

    private static Map<String, String> texts(JsonNode given, String where) {
        require(given.isMissingNode() || given.isObject(), where + " is an object");
        Map<String, String> texts = new LinkedHashMap<>();
        given.fields().forEachRemaining(one -> texts.put(one.getKey(), text(one.getValue(), where + "." + one.getKey())));
        return texts;
    }

    private static String text(JsonNode given, String where) {
        require(given.isValueNode() && !given.asText().isBlank(), where + " is a text");
        return given.asText();
    }

    private static void names(JsonNode given, String where, Set<String> allowed) {
        require(given.isObject(), where + " is an object");
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(allowed.contains(name), where + ": '" + name + "' is not known; there are " + String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
