package io.gemello.export.dynamo;

import io.gemello.api.bim.Overrides;
import java.io.IOException;
import java.nio.file.Path;

/** Revit's files without a framework. */
public final class DynamoAlone {
    private DynamoAlone() {}

    public static void export(Path folder, Overrides all) throws IOException {
        new RevitPack("alert", "DT Alerts").write(folder, new SnapshotBook("bench").take(all), folder.toString());
    }
}
