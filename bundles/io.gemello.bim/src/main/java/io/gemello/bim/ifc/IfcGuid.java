package io.gemello.bim.ifc;

import java.util.Optional;
import java.util.UUID;

/** IFC GlobalIds: 128 bits in 22 characters, six bits each, the first character two; and how Revit makes them. */
public final class IfcGuid {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";
    private static final int LENGTH = 22;
    private static final int UUID_LENGTH = 36;

    private IfcGuid() {}

    /** Whether it is written as a GlobalId is. */
    public static boolean isValid(String text) {
        if (text.length() != LENGTH || text.charAt(0) > '3' || text.charAt(0) < '0') {
            return false;
        }
        for (int i = 1; i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    public static String of(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 63));
            low = low >>> 6 | high << 58;
            high >>>= 6;
        }
        return new String(text);
    }

    /** @throws IllegalArgumentException where it is no GlobalId */
    public static UUID uuid(String globalId) {
        if (!isValid(globalId)) {
            throw new IllegalArgumentException("'" + globalId + "' is no IFC GlobalId: it has 22 characters of 0-9 A-Z a-z _ $, the first one 0-3");
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            high = high << 6 | low >>> 58;
            low = low << 6 | ALPHABET.indexOf(globalId.charAt(i));
        }
        return new UUID(high, low);
    }

    /** The GlobalId that Revit's exporter gives an element: the episode's GUID with its last 32 bits XOR the element's id. Empty where it is no UniqueId. */
    public static Optional<String> ofRevit(String uniqueId) {
        long id = revitElementId(uniqueId);
        if (id < 0) {
            return Optional.empty();
        }
        UUID episode = UUID.fromString(uniqueId.substring(0, UUID_LENGTH));
        return Optional.of(of(new UUID(episode.getMostSignificantBits(), episode.getLeastSignificantBits() ^ id)));
    }

    /**
     * The UniqueId behind a GlobalId, if it follows the rule; types, parts and elements with an id of their own do not, and nothing in it shows that.
     *
     * @param tag Revit's element id in decimal digits, as it stands in the IFC Tag
     */
    public static Optional<String> revit(String globalId, String tag) {
        if (!isValid(globalId) || tag == null || !tag.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        long id = Long.parseLong(tag);
        UUID export = uuid(globalId);
        return id >>> 32 != 0 ? Optional.empty()
            : Optional.of(new UUID(export.getMostSignificantBits(), export.getLeastSignificantBits() ^ id) + "-" + String.format("%08x", id));
    }

    /** The element's id in a UniqueId; -1 where it is none. Ids of more than 32 bits, which newer versions may write, do not fit the rule. */
    static long revitElementId(String uniqueId) {
        return uniqueId.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}-[0-9a-fA-F]{1,8}") ? Long.parseLong(uniqueId.substring(UUID_LENGTH + 1), 16) : -1;
    }
}
