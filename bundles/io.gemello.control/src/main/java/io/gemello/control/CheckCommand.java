package io.gemello.control;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.catalogue.SiteReader;
import io.gemello.api.control.LoopKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The part of {@code gemello check SITE} that is about control: every fault of {@code loops/*.json}. */
public final class CheckCommand {
    private CheckCommand() {}

    /** @return 0 for loops that are in order, or none; 1 for some with faults; 2 for a wrong call */
    public static int run(String... args) throws IOException {
        if (args.length < 1 || !Files.isDirectory(Path.of(args[0]))) {
            System.err.println("gemello: check takes the folder of a site: gemello check SITE [DATA]");
            return 2;
        }
        Path site = Path.of(args[0]);
        Map<String, SiteFile> files;
        try {
            files = SiteFile.all(site.resolve("loops"), LoopFiles.MAX_MEBIBYTES);
        } catch (IOException | UncheckedIOException broken) {
            System.out.println("loops/: the folder cannot be read: " + broken.getMessage());
            return 1;
        }
        if (files.isEmpty()) {
            return 0;
        }
        Optional<Catalogue> catalogue = SiteReader.installed().read(site);
        if (catalogue.isEmpty()) {
            System.out.println("loops: not looked at, for site.properties cannot be used; mend it first");
            return 1;
        }
        Map<String, LoopKind> kinds = new HashMap<>();
        ServiceLoader.load(LoopKind.class).forEach(kind -> kinds.put(kind.kind(), kind));
        LoopBook book = LoopBook.bind(LoopFiles.parse(files), catalogue.get(), kinds, LoopBook.EMPTY, Duration.ofSeconds(1));
        book.faults().forEach(System.out::println);
        book.waiting().forEach((loop, kind) -> System.out.println("loops: '" + loop + "' is of kind '" + kind + "', which no bundle here brings; its own names are not looked at"));
        int faults = book.faults().size();
        System.out.println("loops: " + (book.loops().size() + book.waiting().size()) + " in " + files.size() + (files.size() == 1 ? " file" : " files") + ", " + book.actuators().size() + " actuators"
            + (faults == 0 ? "" : ", " + faults + (faults == 1 ? " fault: mend it" : " faults: mend them") + "; a running system goes on with the loops from before"));
        return faults == 0 ? 0 : 1;
    }
}
