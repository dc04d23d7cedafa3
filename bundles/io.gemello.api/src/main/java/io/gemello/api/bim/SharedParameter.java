package io.gemello.api.bim;

import java.util.UUID;

/**
 * A parameter that elements have in common, in the sense of Revit's shared parameters.
 *
 * @param guid computed from the site's namespace and the name (RFC 9562, version 5), so that it is the same for ever
 * @param datatype {@code NUMBER}, or {@code TEXT} for states; {@link #NUMBER}, {@link #TEXT}
 * @param unit UCUM code; {@code 1} for plain numbers and for texts
 */
public record SharedParameter(UUID guid, String name, String datatype, String unit) {
    public static final String NUMBER = "NUMBER";
    public static final String TEXT = "TEXT";
}
