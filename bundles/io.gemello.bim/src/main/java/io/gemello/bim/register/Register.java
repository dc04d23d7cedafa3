package io.gemello.bim.register;

import java.util.List;

/** A register as it was read. @param file as the site's settings name it @param faults of the file, a sentence each */
public record Register(String file, List<RegisterRow> rows, List<String> faults) {
    public Register {
        rows = List.copyOf(rows);
        faults = List.copyOf(faults);
    }
}
