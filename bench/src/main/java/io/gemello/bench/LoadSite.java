package io.gemello.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A site for load: {@code assets} racks with {@code width} points each. A point's value is {@code sequence * 16 + place}, so
 * that a lost, doubled or misled reading shows in the value itself.
 */
record LoadSite(int assets, int width) {
    static final int PLACES = 16;
    static final String NAMESPACE = "org.bench";

    String asset(int asset) {
        return "a" + asset;
    }

    String point(int asset, int place) {
        return "a" + asset + "-v" + place;
    }

    String topic(int asset) {
        return "bench/a" + asset;
    }

    int points() {
        return assets * width;
    }

    /** @param adapter {@code mqtt}: fed by messages of {@code width} values; {@code load}: by the load generator in the process */
    Path write(Path folder, String adapter) throws IOException {
        List<String> rows = new ArrayList<>(List.of("point,asset,feature,quantity,unit,adapter,address"));
        List<String> things = new ArrayList<>(List.of("asset,type,name"));
        for (int a = 0; a < assets; a++) {
            things.add(asset(a) + ",rack,Rack " + a);
            for (int v = 0; v < width; v++) {
                String address = adapter.equals("mqtt") ? topic(a) + "#$.v[" + v + "]@$.t" : asset(a) + "/" + v;
                rows.add(point(a, v) + "," + asset(a) + ",v" + v + ",count,1," + adapter + "," + address);
            }
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("points.csv"), rows);
        Files.write(folder.resolve("assets.csv"), things);
        List<String> properties = new ArrayList<>(List.of("site=bench", "zone=UTC"));
        if (adapter.equals("mqtt")) {
            properties.addAll(List.of("adapters.mqtt.type=mqtt", "adapters.mqtt.sourceTime=ms"));
        }
        Files.write(folder.resolve("site.properties"), properties);
        return folder;
    }
}
