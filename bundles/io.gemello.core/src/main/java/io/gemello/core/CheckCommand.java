package io.gemello.core;

import io.gemello.core.site.Fault;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteReport;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code gemello check SITE}: what applying a site would bring, and every fault in it. */
public final class CheckCommand {
    private static final int SHOWN = 10;

    private CheckCommand() {}

    /** @return 0 for a site that can be applied, 1 for one with faults, 2 for a wrong call */
    public static int run(String... args) throws IOException {
        if (args.length != 1 || !Files.isDirectory(Path.of(args[0]))) {
            System.err.println("gemello: check takes one argument, the folder of a site" + (args.length == 1 ? "; " + args[0] + " is none" : ""));
            return 2;
        }
        Path scratch = Files.createTempDirectory("gemello-check");
        try {
            SiteDesk desk = new SiteDesk(Path.of(args[0]), scratch.resolve("site"), new SiteFiles(new UnitBook()), new PointRegistry(scratch.resolve("points")), point -> false, site -> { });
            SiteReport report = desk.check();
            for (Fault fault : report.faults()) {
                System.out.println(fault);
            }
            say("assets", report.assets());
            say("points", report.points());
            System.out.println(report.faults().isEmpty() ? "no faults" : report.faults().size() + " faults: mend them before you apply the site");
            return report.faults().isEmpty() ? 0 : 1;
        } finally {
            delete(scratch);
        }
    }

    private static void say(String what, SiteReport.Changes changes) {
        List<String> added = changes.added();
        System.out.println(what + ": " + added.size() + (added.isEmpty() ? "" : " (" + String.join(", ", added.subList(0, Math.min(SHOWN, added.size()))) + (added.size() > SHOWN ? ", …" : "") + ")"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
