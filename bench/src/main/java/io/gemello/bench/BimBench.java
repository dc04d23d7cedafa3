package io.gemello.bench;

import io.gemello.bim.BimAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The model's part without the rest: index, deltas and exporters, in a JVM of its own with the heap that is asked for. */
final class BimBench {
    private final Path home;
    private final int mebibytes;
    private final int heap;
    private final int elements;
    private final int changed;

    BimBench(Path home, Options options) {
        this.home = home;
        mebibytes = options.take("size", 115, 1);
        heap = options.take("heap", 256, 64);
        elements = options.take("elements", 10_000, 1);
        changed = options.take("changed", 1_000, 1);
        options.finish();
    }

    boolean run() throws Exception {
        Path model = model();
        try (TempFolder folder = new TempFolder()) {
            Path large = folder.path().resolve("large.ifc");
            int copies = IfcReplica.write(model, (long) mebibytes << 20, large);
            System.out.printf("model: %s %d times, %d MiB; heap %d MiB%n", model.getFileName(), copies, Files.size(large) >> 20, heap);
            Process alone = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap + "m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                BimAlone.class.getName(), large.toString(), folder.path().toString(), Integer.toString(elements), Integer.toString(changed)).inheritIO().start();
            return alone.waitFor() == 0;
        }
    }

    /** A real model where the shared data are, else the data hall's. */
    private Path model() throws IOException {
        for (Path model : List.of(Path.of("../shared/bim/duplex_A.ifc"), home.resolve("../../../shared/bim/duplex_A.ifc"), home.resolve("runtime-config/sites/datahall/model.ifc"))) {
            if (Files.exists(model)) {
                return model.toRealPath();
            }
        }
        throw new IOException("no model found: neither ../shared/bim/duplex_A.ifc nor the data hall's");
    }
}
