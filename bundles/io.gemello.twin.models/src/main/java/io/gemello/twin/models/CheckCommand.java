package io.gemello.twin.models;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.catalogue.SiteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The part of {@code gemello check SITE} that is about models: every fault of {@code models/}, and what of the site does not fit them. */
public final class CheckCommand {
    private CheckCommand() {}

    /** @return 0 where all fits, or there are no models; 1 for faults and misfits; 2 for a wrong call */
    public static int run(String... args) throws IOException {
        if (args.length < 1 || !Files.isDirectory(Path.of(args[0]))) {
            System.err.println("gemello: check takes the folder of a site: gemello check SITE [DATA]");
            return 2;
        }
        Path site = Path.of(args[0]);
        Map<String, SiteFile> files;
        try {
            files = ModelLibrary.files(site);
        } catch (IOException | UncheckedIOException broken) {
            System.out.println("models/: the folder cannot be read: " + broken.getMessage());
            return 1;
        }
        Optional<Catalogue> catalogue = ServiceLoader.load(SiteReader.class).findFirst().orElseThrow(() -> new IOException("no bundle can read the site; is io.gemello.core missing?")).read(site);
        if (catalogue.isEmpty()) {
            if (!files.isEmpty()) {
                System.out.println("models: not looked at, for site.properties cannot be used; mend it first");
            }
            return files.isEmpty() ? 0 : 1;
        }
        ModelLibrary library = ModelLibrary.read(files);
        ThingsCheck check = new ThingsCheck(library, SiteFacts.of(catalogue.get()), id -> null);
        CatalogueThings.of(catalogue.get()).forEach(check::add);
        ModelReport report = check.report(Instant.now());
        if (files.isEmpty() && report.modelled() == 0) {
            return 0;
        }
        library.faults().forEach(System.out::println);
        report.findings().stream().filter(finding -> finding.weight() == Finding.Weight.MISFIT).forEach(System.out::println);
        System.out.println("models: " + library.models().size() + " in " + files.size() + (files.size() == 1 ? " file" : " files") + ", " + report.modelled() + " of " + report.things() + " things have one"
            + (library.faults().isEmpty() ? "" : ", " + library.faults().size() + " faults in files") + ", " + report.misfits() + " misfits, " + report.notes() + " notes; readings go on in any case");
        return library.faults().isEmpty() && report.misfits() == 0 ? 0 : 1;
    }
}
