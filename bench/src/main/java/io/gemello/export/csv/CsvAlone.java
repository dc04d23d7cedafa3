package io.gemello.export.csv;

import io.gemello.api.bim.Overrides;
import java.io.IOException;
import java.nio.file.Path;

/** The table without a framework. */
public final class CsvAlone {
    private CsvAlone() {}

    public static void export(Path file, Overrides all) throws IOException {
        new CsvOverrideExporter(file, "alert").export(all);
    }
}
