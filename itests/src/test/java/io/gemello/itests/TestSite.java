package io.gemello.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a small site whose points are fed over MQTT: point {@code p<i>} of asset {@code a<i>} at {@code t/<i>#$.v@$.t}. */
final class TestSite {
    static final String NAMESPACE = "org.trial";
    static final String ASSETS = "asset,type,name,locatedIn";
    static final String POINTS = "point,asset,feature,quantity,unit,adapter,address,sourceUnit,min,max";

    private TestSite() {}

    /** The small demo site, {@code org.first}: twelve points, from the simulator. */
    static String first() {
        return BuiltBundle.home().resolve("runtime-config/sites/first").toString();
    }

    static Path write(Path folder, int points) throws IOException {
        List<String> assets = new ArrayList<>(List.of(ASSETS, "hall,hall,Hall,"));
        List<String> rows = new ArrayList<>(List.of(POINTS));
        for (int i = 0; i < points; i++) {
            assets.add("a" + i + ",rack,Rack " + i + ",hall");
            rows.add("p" + i + ",a" + i + ",v,count,1,hall,t/" + i + "#$.v@$.t,,,");
        }
        return write(folder, assets, rows);
    }

    static Path write(Path folder, List<String> assets, List<String> points) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("site.properties"), List.of("site=trial", "adapters.hall.type=mqtt", "adapters.hall.sourceTime=ms"));
        Files.write(folder.resolve("assets.csv"), assets);
        Files.write(folder.resolve("points.csv"), points);
        return folder;
    }
}
