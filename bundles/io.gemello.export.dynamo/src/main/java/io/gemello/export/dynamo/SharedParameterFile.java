package io.gemello.export.dynamo;

import io.gemello.api.bim.SharedParameter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Revit's shared-parameter file. Revit writes it as UTF-16, little end first, with a byte-order mark and CRLF, so this one is the same.
 * HIDEWHENNOVALUE is set, because Revit clears only parameters that have it, and a value that nobody knows must not stay there.
 */
final class SharedParameterFile {
    private static final int LIVE = 1;
    private static final int STATE = 2;
    private static final List<String> HEAD = List.of("# This is a Revit shared parameter file.", "# Do not edit manually.", "*META\tVERSION\tMINVERSION", "META\t2\t1", "*GROUP\tID\tNAME",
        "GROUP\t" + LIVE + "\tDT_Live", "GROUP\t" + STATE + "\tDT_State", "*PARAM\tGUID\tNAME\tDATATYPE\tDATACATEGORY\tGROUP\tVISIBLE\tDESCRIPTION\tUSERMODIFIABLE\tHIDEWHENNOVALUE");

    private SharedParameterFile() {}

    static byte[] bytes(Collection<SharedParameter> parameters) {
        StringBuilder text = new StringBuilder("\uFEFF");
        HEAD.forEach(line -> text.append(line).append("\r\n"));
        for (SharedParameter one : parameters) {
            boolean state = one.name().equals(LiveParameters.ALERT_STATE);
            String description = state ? "alert state of the element" : one.datatype().equals(SharedParameter.NUMBER) ? "live value, unit " + one.unit() : "live value";
            text.append(String.join("\t", "PARAM", one.guid().toString(), clean(one.name()), one.datatype(), "", String.valueOf(state ? STATE : LIVE), "1", clean(description), "0", "1")).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_16LE);
    }

    /** A tab would be another column, a line's end another parameter. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
