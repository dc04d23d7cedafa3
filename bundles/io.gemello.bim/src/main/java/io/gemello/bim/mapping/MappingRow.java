package io.gemello.bim.mapping;

import java.util.List;
import java.util.Locale;

/**
 * What came of one asset or point.
 *
 * @param kind {@code asset} or {@code point}
 * @param ifcGuid its element; null where it has none
 * @param by how it was found: {@code person}, {@code column}, {@code asset} (a point that goes with it), {@link #DOCTOR}, or the rule's name; null for none
 * @param detail a sentence
 * @param candidates GlobalIds among which nobody has chosen
 */
public record MappingRow(String kind, String id, Status status, String ifcGuid, String by, String detail, List<String> candidates) {
    /** In {@link #by}: the element that it had left the model, and the mapping doctor or a person who was asked knows what became of it. */
    public static final String DOCTOR = "doctor";

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

    /** As decisions and the doctor name it: {@code asset/ID}, {@code point/ID}. */
    public String key() {
        return kind + "/" + id;
    }

    public MappingRow {
        candidates = List.copyOf(candidates);
    }
}
