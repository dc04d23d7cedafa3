package io.gemello.bim.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One rule: which assets or points it is for, and what their element looks like.
 *
 * @param name for reports
 * @param ofPoints whether it maps points; else assets
 * @param wanted patterns of the words that an asset or point must have
 * @param take word and regular expression whose groups become {@code {1}}, {@code {2}} …; null for none
 * @param element patterns of what the element must have, by field: templates with words in braces
 * @param properties the same by property, {@code SET.NAME}, or {@code *.NAME} for any set
 */
public record MappingRule(String name, boolean ofPoints, Map<String, String> wanted, Take take, Map<String, String> element, Map<String, String> properties) {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");

    /** @param word e.g. {@code point} */
    public record Take(String word, Pattern pattern) {
        /** @throws IllegalArgumentException for a pattern that is none */
        public static Take of(String word, String pattern) {
            try {
                return new Take(word, Pattern.compile(pattern));
            } catch (PatternSyntaxException fault) {
                throw new IllegalArgumentException("'" + pattern + "' is no regular expression: " + fault.getDescription(), fault);
            }
        }
    }

    /** What an element must look like for one asset or point. Null where the rule is not for it, or a word is missing. */
    Wish wish(Mapped of) {
        if (ofPoints != (of.point() != null)) {
            return null;
        }
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            String word = of.words().get(one.getKey());
            if (word == null || !new Glob(one.getValue()).fits(Glob.plain(word))) {
                return null;
            }
        }
        Map<String, String> words = new LinkedHashMap<>(of.words());
        if (take != null) {
            Matcher found = take.pattern().matcher(of.words().getOrDefault(take.word(), ""));
            if (!found.find()) {
                return null;
            }
            for (int i = 1; i <= found.groupCount(); i++) {
                words.put(Integer.toString(i), found.group(i) == null ? "" : found.group(i));
            }
        }
        Map<String, Glob> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : element.entrySet()) {
            String text = fill(one.getValue(), words);
            if (text == null) {
                return null;
            }
            fields.put(one.getKey(), new Glob(text));
        }
        for (Map.Entry<String, String> one : properties.entrySet()) {
            String text = fill(one.getValue(), words);
            if (text == null) {
                return null;
            }
            fields.put(Wish.PROPERTY + one.getKey(), new Glob(text));
        }
        return new Wish(fields);
    }

    /** Null where a word is missing or empty: a rule must not match everything by a gap. */
    private static String fill(String template, Map<String, String> words) {
        Matcher braces = BRACES.matcher(template);
        StringBuilder text = new StringBuilder();
        while (braces.find()) {
            String word = words.get(braces.group(1));
            if (word == null || word.isBlank()) {
                return null;
            }
            braces.appendReplacement(text, Matcher.quoteReplacement(word));
        }
        return braces.appendTail(text).toString();
    }
}
