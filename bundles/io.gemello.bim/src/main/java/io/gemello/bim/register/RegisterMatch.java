package io.gemello.bim.register;

import io.gemello.bim.mapping.MappingRow.Status;
import java.util.List;

/**
 * What came of one row of a register.
 *
 * @param file of the register
 * @param asset id of the site's asset that it is; null where the site has none
 * @param ifcGuid its element; null where it has none
 * @param by what led there: {@code ifcGuid}, {@code tag} or {@code name}; null for nothing
 * @param detail a sentence
 * @param candidates GlobalIds among which nobody has chosen
 */
public record RegisterMatch(String file, RegisterRow row, String asset, Status status, String ifcGuid, String by, String detail, List<String> candidates) {
    public RegisterMatch {
        candidates = List.copyOf(candidates);
    }
}
