package io.gemello.adapter.ipmi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code gemello site ipmi DIR OUT}: writes the site files that fit the recordings of a folder. */
public final class SiteCommand {
    private static final String ASSETS = "asset,type,name,locatedIn,partOf,feeds,ifcGuid";
    private static final String POINTS = "point,asset,feature,quantity,unit,adapter,address,staleAfter";
    /** Fifteen scans: a controller that misses a few is not dead. */
    private static final String STALE_AFTER = "900 s";

    private SiteCommand() {}

    /** @return exit code: 0 done, 1 it cannot be done, 2 wrong use */
    public static int run(String... args) {
        if (args.length != 3 || !args[0].equals("ipmi")) {
            System.err.println("usage: gemello site ipmi DIR OUT    DIR holds recordings HOST-YYYY-MM-DD.txt[.gz], OUT becomes the site's folder");
            return 2;
        }
        try {
            SiteDraft draft = SiteDraft.of(Path.of(args[1]));
            write(draft, Path.of(args[2]));
            draft.notes().forEach(note -> System.err.println("note: " + note));
            System.out.println(args[2] + ": " + draft.hosts().size() + " servers, " + draft.points().size() + " points"
                    + (draft.silent().isEmpty() ? "" : "; never gave a value: " + String.join(", ", draft.silent())));
            return 0;
        } catch (IOException e) {
            System.err.println("site: " + e.getMessage());
            return 1;
        }
    }

    private static void write(SiteDraft draft, Path out) throws IOException {
        for (String name : List.of("site.properties", "assets.csv", "points.csv")) {
            if (Files.exists(out.resolve(name))) {
                throw new IOException(out.resolve(name) + " is there already: name a new folder, nothing was changed");
            }
        }
        List<String> assets = new ArrayList<>(List.of(ASSETS));
        draft.hosts().forEach(host -> assets.add(row(host.asset(), "server", host.host(), "", "", "", "")));
        List<String> points = new ArrayList<>(List.of(POINTS));
        draft.points().forEach(point -> points.add(row(point.id(), point.asset(), point.feature(), point.quantity(), point.unit(), "ipmi", point.address(), STALE_AFTER)));
        Files.createDirectories(out);
        Files.write(out.resolve("assets.csv"), assets);
        Files.write(out.resolve("points.csv"), points);
        Files.write(out.resolve("site.properties"), List.of("site=" + siteId(out), "zone=UTC", "adapters.ipmi.type=ipmi"));
    }

    /** {@code [a-z0-9-]+}, from the folder's name. */
    private static String siteId(Path out) {
        String id = out.toAbsolutePath().normalize().getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.isEmpty() ? "ipmi" : id;
    }

    private static String row(String... fields) {
        List<String> quoted = new ArrayList<>();
        for (String field : fields) {
            quoted.add(field.matches("(?s).*[,\"\r\n].*") || !field.equals(field.strip()) ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return String.join(",", quoted);
    }
}
