package io.gemello.core;

import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteReport;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code gemello check SITE [DATA]}, of the tables: what applying a site would bring, against nothing or against a data folder, and every fault in it. */
public final class CheckCommand {
    private static final int SHOWN = 10;

    private CheckCommand() {}

    /** @return 0 for a site that is in order, 1 for one with faults or warnings, 2 for a wrong call */
    public static int run(String... args) throws IOException {
        if (args.length < 1 || args.length > 2 || !Files.isDirectory(Path.of(args[0])) || !Files.isDirectory(Path.of(args[args.length - 1]))) {
            System.err.println("gemello: check takes the folder of a site, and perhaps a data folder to compare it with: gemello check SITE [DATA]");
            return 2;
        }
        Path scratch = Files.createTempDirectory("gemello-check");
        try {
            if (args.length == 2) {
                copy(Path.of(args[1]).resolve("journal"), scratch);
            }
            SiteReport report = report(Path.of(args[0]), scratch);
            report.faults().forEach(System.out::println);
            say("assets", report.assets());
            say("points", report.points());
            say("adapters", report.adapters());
            long blocking = report.faults().stream().filter(fault -> !fault.warning()).count();
            System.out.println("tables: " + (report.faults().isEmpty() ? "no faults"
                : blocking == 0 ? "warnings only: the site can be applied" : blocking + (blocking == 1 ? " fault: mend it" : " faults: mend them") + " before you apply the site"));
            return report.faults().isEmpty() ? 0 : 1;
        } finally {
            delete(scratch);
        }
    }

    /** Against what was applied last; a point that was ever applied counts as one with history. */
    private static SiteReport report(Path site, Path scratch) throws IOException {
        SiteFiles files = new SiteFiles(new UnitBook());
        PointRegistry registry = new PointRegistry(scratch.resolve("points.jsonl"));
        SiteDesk desk = new SiteDesk(site, scratch.resolve("site"), files, registry, point -> true, catalogue -> { });
        desk.takeLast();
        return desk.check();
    }

    /** Nothing of a data folder is changed: a runtime may be using it. */
    private static void copy(Path journal, Path to) throws IOException {
        if (Files.exists(journal.resolve("points.jsonl"))) {
            Files.copy(journal.resolve("points.jsonl"), to.resolve("points.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        }
        Path applied = journal.resolve("site").resolve("applied");
        if (Files.isDirectory(applied)) {
            Path copy = Files.createDirectories(to.resolve("site").resolve("applied"));
            try (Stream<Path> files = Files.list(applied)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
    }

    private static void say(String what, SiteReport.Changes changes) {
        System.out.println(what + ": " + counted("added", changes.added()) + ", " + counted("changed", changes.changed()) + ", " + counted("retired", changes.retired()));
    }

    private static String counted(String what, List<String> ids) {
        return ids.size() + " " + what + (ids.isEmpty() ? "" : " (" + String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size()))) + (ids.size() > SHOWN ? ", …" : "") + ")");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
