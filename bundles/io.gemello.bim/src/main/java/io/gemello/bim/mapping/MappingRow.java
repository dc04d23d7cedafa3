package io.gemello.bim.mapping;

import java.util.List;
import java.util.Locale;

/**
 * What came of one asset or point.
 *
 * @param kind {@code asset} or {@code point}
 * @param ifcGuid its element; null where it has none
 * @param by how it was found: {@code person}, {@code column}, {@code asset} (a point that goes with it), or the rule's name; null for none
 * @param detail a sentence
 * @param candidates GlobalIds among which nobody has chosen
 */
public record MappingRow(String kind, String id, Status status, String ifcGuid, String by, String detail, List<String> candidates) {
    public enum Status {
        MATCHED, AMBIGUOUS, UNMATCHED,
        /** It has a GlobalId that the model does not have. */
        DANGLING,
        /** Its unit contradicts what the element's property in the model is measured in, or another point's. */
        UNIT_CLASH;

        /** As every surface shows it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public MappingRow {
        candidates = List.copyOf(candidates);
    }
}
