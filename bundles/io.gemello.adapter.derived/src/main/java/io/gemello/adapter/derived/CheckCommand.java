package io.gemello.adapter.derived;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The part of {@code gemello check SITE} that is about formulas: every one that cannot be computed. */
public final class CheckCommand {
    private static final String PREFIX = "adapters.";
    private static final String SUFFIX = ".type";

    private CheckCommand() {}

    /** @return 0 for formulas that are in order, or none; 1 for some with faults; 2 for a wrong call */
    public static int run(String... args) throws IOException {
        if (args.length < 1 || !Files.isDirectory(Path.of(args[0]))) {
            System.err.println("gemello: check takes the folder of a site: gemello check SITE [DATA]");
            return 2;
        }
        Optional<Catalogue> site = SiteReader.installed().read(Path.of(args[0]));
        // Without a site there is nothing to say that others have not said.
        return site.isEmpty() ? 0 : check(site.get());
    }

    static int check(Catalogue site) {
        int computed = 0;
        int faults = 0;
        for (String adapter : adapters(site)) {
            Derivations derivations = Derivations.of(site, adapter, point -> new Slot(), point -> null);
            for (String fault : derivations.faults()) {
                System.out.println("points.csv address of " + fault);
            }
            computed += derivations.order().size();
            faults += derivations.faults().size();
        }
        if (computed + faults > 0) {
            System.out.println("formulas: " + computed + (faults == 0 ? "" : ", " + faults + (faults == 1 ? " fault: mend it" : " faults: mend them") + "; a running system computes the others"));
        }
        return faults == 0 ? 0 : 1;
    }

    /** Names of the derived adapters that the site brings along; one whose configuration is the operator's alone is not known here. */
    private static List<String> adapters(Catalogue site) {
        return site.site().properties().entrySet().stream().filter(one -> one.getKey().startsWith(PREFIX) && one.getKey().endsWith(SUFFIX) && one.getValue().strip().equals("derived"))
            .map(one -> one.getKey().substring(PREFIX.length(), one.getKey().length() - SUFFIX.length())).sorted().toList();
    }
}
