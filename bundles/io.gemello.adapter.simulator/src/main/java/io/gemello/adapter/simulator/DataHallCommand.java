package io.gemello.adapter.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code gemello datahall OUT}: writes the site files of the simulated data hall. */
public final class DataHallCommand {
    private DataHallCommand() {}

    /** @return exit code: 0 done, 1 it cannot be done, 2 wrong use */
    public static int run(String... args) {
        if (args.length != 1 || args[0].startsWith("-")) {
            System.err.println("usage: gemello datahall OUT    OUT becomes the folder of the simulated data hall's site");
            return 2;
        }
        Path out = Path.of(args[0]);
        // Which devices there are depends neither on the seed nor on the time.
        List<Device> devices = new DataHall(0, 0).devices();
        List<String> points = DataHallFiles.points(devices);
        try {
            write(out, Map.of("site.properties", DataHallFiles.properties(), "assets.csv", DataHallFiles.assets(), "points.csv", points, HallModel.FILE, HallModel.lines(devices)));
        } catch (IOException e) {
            System.err.println("datahall: " + e.getMessage());
            return 1;
        }
        System.out.println(out + ": " + (points.size() - 1) + " points");
        return 0;
    }

    private static void write(Path out, Map<String, List<String>> files) throws IOException {
        for (String name : files.keySet()) {
            if (Files.exists(out.resolve(name))) {
                throw new IOException(out.resolve(name) + " is there already: name a new folder, nothing was changed");
            }
        }
        Files.createDirectories(out);
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            Files.write(out.resolve(file.getKey()), file.getValue());
        }
    }
}
