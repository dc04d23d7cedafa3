package io.gemello.bim.register;

import java.util.Map;

/**
 * One thing of a register. Texts are never null and empty where nothing is said.
 *
 * @param sheet of a spreadsheet; empty for a table
 * @param line in the file, 1-based
 * @param id what the register calls it
 * @param in name of the space or storey that it is in
 * @param ifcGuid valid GlobalId, or empty
 * @param tag number that the authoring tool gave it, as it stands in the model's Tag
 * @param rest what else the register knows, by column; never empty texts
 */
public record RegisterRow(String sheet, int line, String id, String name, String type, String in, String ifcGuid, String tag, Map<String, String> rest) {
    public RegisterRow {
        rest = Map.copyOf(rest);
    }

    /** Where it stands, for people. */
    public String where() {
        return (sheet.isEmpty() ? "" : sheet + " ") + "line " + line;
    }
}
