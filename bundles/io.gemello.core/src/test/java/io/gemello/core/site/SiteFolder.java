package io.gemello.core.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A site's folder, written by a test. */
public final class SiteFolder {
    public static final String POINT_COLUMNS = "point,asset,feature,quantity,unit,adapter,address,sourceUnit,gain,offset,states,min,max,rate,flatAfter,staleAfter,writable\n";
    private final Path folder;

    public SiteFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        properties("site=first\n").assets("asset,type,locatedIn\nhall,hall,\nrack,rack,hall\n").points("t1,rack,inlet,temperature,Cel,hall,a/t1,,,,,,,,,60s,\n");
    }

    public Path path() {
        return folder;
    }

    public SiteFolder properties(String text) throws IOException {
        Files.writeString(folder.resolve("site.properties"), text);
        return this;
    }

    public SiteFolder assets(String text) throws IOException {
        Files.writeString(folder.resolve("assets.csv"), text);
        return this;
    }

    /** @param rows below the usual columns */
    public SiteFolder points(String rows) throws IOException {
        Files.writeString(folder.resolve("points.csv"), POINT_COLUMNS + rows);
        return this;
    }
}
