package io.gemello.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Assets of {@value #WIDTH} points. A half of the rules watches the first point of assets: a limit without delay, which is what is measured.
 * The other half watches the second point, with a kind of its own for each type of asset; those never hold, they only cost.
 */
record AlertSite(int points, int rules) {
    static final int WIDTH = 10;
    static final int TYPES = 5;
    private static final List<String> KINDS = List.of(
        "\"kind\": \"rate\", \"rise\": 5, \"window\": \"1 min\"", "\"kind\": \"stale\", \"after\": \"1 h\"",
        "\"kind\": \"deviation\", \"from\": {\"feature\": \"v2\"}, \"limits\": {\"hi\": 5, \"lo\": -5}",
        "\"kind\": \"limit\", \"limits\": {\"hihi\": 9, \"hi\": 5, \"lo\": -5}, \"deadband\": 1, \"onDelay\": \"60 s\", \"offDelay\": \"60 s\"",
        "\"kind\": \"off-normal\", \"normal\": [1]");

    AlertSite {
        if (rules % 2 != 0 || rules / 2 > points / WIDTH || rules / 2 % TYPES != 0) {
            throw new IllegalArgumentException("--rules: a multiple of " + 2 * TYPES + ", at most " + 2 * (points / WIDTH) + " for " + points + " points");
        }
    }

    int assets() {
        return points / WIDTH;
    }

    /** Assets with rules; the first ones. */
    int watched() {
        return rules / 2;
    }

    Path write(Path folder) throws IOException {
        List<String> rows = new ArrayList<>(List.of("point,asset,feature,quantity,unit,adapter,address"));
        List<String> things = new ArrayList<>(List.of("asset,type,name"));
        for (int a = 0; a < assets(); a++) {
            things.add("a" + a + "," + (a < watched() ? "kind-" + a % TYPES : "unwatched") + ",Rack " + a);
            for (int v = 0; v < WIDTH; v++) {
                rows.add("a" + a + "-v" + v + ",a" + a + ",v" + v + ",count,1,load,a" + a + "/" + v);
            }
        }
        List<String> texts = new ArrayList<>(List.of("{\"rule\": \"edge\", \"kind\": \"limit\", \"for\": {\"type\": \"kind-*\", \"feature\": \"v0\"}, \"limits\": {\"hi\": 50}}"));
        for (int type = 0; type < TYPES; type++) {
            texts.add("{\"rule\": \"beside-" + type + "\", \"for\": {\"type\": \"kind-" + type + "\", \"feature\": \"v1\"}, " + KINDS.get(type) + "}");
        }
        Files.createDirectories(folder.resolve("rules"));
        Files.write(folder.resolve("points.csv"), rows);
        Files.write(folder.resolve("assets.csv"), things);
        Files.write(folder.resolve("site.properties"), List.of("site=bench", "zone=UTC"));
        Files.writeString(folder.resolve("rules/bench.json"), "{\"rules\": [\n" + String.join(",\n", texts) + "\n]}");
        return folder;
    }
}
