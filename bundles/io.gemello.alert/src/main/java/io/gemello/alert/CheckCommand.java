package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.catalogue.SiteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The part of {@code gemello check SITE} that is about the rules: every fault of {@code rules/*.json}, and how many alerts they make. */
public final class CheckCommand {
    private CheckCommand() {}

    /** @return 0 for rules that are in order, or none; 1 for some with faults; 2 for a wrong call */
    public static int run(String... args) throws IOException {
        if (args.length < 1 || !Files.isDirectory(Path.of(args[0]))) {
            System.err.println("gemello: check takes the folder of a site: gemello check SITE [DATA]");
            return 2;
        }
        Path site = Path.of(args[0]);
        Map<String, SiteFile> files;
        try {
            files = SiteFile.all(site.resolve("rules"), RuleFiles.MAX_MEBIBYTES);
        } catch (IOException | UncheckedIOException broken) {
            System.out.println("rules/: the folder cannot be read: " + broken.getMessage());
            return 1;
        }
        if (files.isEmpty()) {
            return 0;
        }
        Optional<Catalogue> catalogue = SiteReader.installed().read(site);
        if (catalogue.isEmpty()) {
            System.out.println("rules: not looked at, for site.properties cannot be used; mend it first");
            return 1;
        }
        Map<String, AlertRule> kinds = new HashMap<>();
        OwnKinds.ALL.forEach(kind -> kinds.put(kind.kind(), kind));
        ServiceLoader.load(AlertRule.class).forEach(kind -> kinds.put(kind.kind(), kind));
        RuleBook book = RuleBinding.bind(RuleFiles.parse(files), catalogue.get(), kinds);
        book.faults().forEach(System.out::println);
        long rules = book.rules().values().stream().map(BoundRule::rule).distinct().count();
        long faults = book.faults().stream().filter(fault -> !fault.note()).count();
        System.out.println("rules: " + rules + " in " + files.size() + (files.size() == 1 ? " file" : " files") + ", " + book.rules().size() + " alerts"
            + (faults == 0 ? "" : ", " + faults + (faults == 1 ? " fault: mend it" : " faults: mend them") + "; a running system goes on with the rules from before"));
        return faults == 0 ? 0 : 1;
    }
}
