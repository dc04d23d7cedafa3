package io.gemello.core.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as it lies in a site's folder, for rows to be added.
 *
 * @param columns empty where there is no such file
 * @param ended whether its last line is
 */
public record SiteTable(List<String> columns, boolean ended) {
    public static SiteTable points(Path folder) throws IOException {
        return read(folder, SiteFiles.POINTS);
    }

    public static SiteTable assets(Path folder) throws IOException {
        return read(folder, SiteFiles.ASSETS);
    }

    private static SiteTable read(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        return new SiteTable(CsvTable.read(file, folder, List.of(), new ArrayList<>()).header(), !Files.exists(file) || Files.readString(file).endsWith("\n"));
    }
}
