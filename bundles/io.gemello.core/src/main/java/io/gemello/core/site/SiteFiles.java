package io.gemello.core.site;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Site;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Reads a site's folder: {@code site.properties}, {@code assets.csv}, {@code points.csv}. Finds every fault in one pass. */
public final class SiteFiles {
    static final String SITE = "site.properties";
    static final String ASSETS = "assets.csv";
    static final String POINTS = "points.csv";
    /** All that makes a site, for copies of it. */
    static final List<String> NAMES = List.of(SITE, ASSETS, POINTS);
    private static final Pattern SITE_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z]\\w*(\\.[A-Za-z]\\w*)*");

    private static final Pattern ADAPTER_TYPE = Pattern.compile("[a-z0-9]+(\\.[a-z0-9]+)*");
    private static final Pattern ADAPTER_NAME = Pattern.compile("\\w+");

    private final UnitBook units;

    public SiteFiles(UnitBook units) {
        this.units = units;
    }

    /** @param named how the folder is called in faults: what is read may be a copy */
    public SiteDraft read(Path folder, Path named) throws IOException {
        List<Fault> faults = new ArrayList<>();
        Site site = readSite(folder, named, faults);
        Map<String, Asset> assets = new AssetRows(site == null ? List.of() : site.relations(), faults).read(CsvTable.read(folder.resolve(ASSETS), named, List.of("asset", "type"), faults));
        CsvTable table = CsvTable.read(folder.resolve(POINTS), named, PointRows.REQUIRED, faults);
        Map<String, PointSpec> points = new PointRows(units, assets, faults).read(table);
        faults.sort(Comparator.comparing((Fault fault) -> NAMES.indexOf(fault.file())).thenComparing(Fault::line));
        return new SiteDraft(site, assets, points, List.copyOf(faults));
    }

    private static Site readSite(Path folder, Path named, List<Fault> faults) throws IOException {
        Path file = folder.resolve(SITE);
        if (!Files.isRegularFile(file)) {
            faults.add(new Fault(SITE, 0, "", "the file is missing in " + named + "; write it with at least the line site=NAME"));
            return null;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException broken) {
            faults.add(new Fault(SITE, 0, "", "cannot be read as properties in UTF-8: " + broken.getMessage()));
            return null;
        }
        Map<String, String> all = new HashMap<>();
        // An editor's byte order mark sticks to the first key.
        properties.forEach((key, value) -> all.put(key.toString().replace("\ufeff", ""), value.toString().strip()));
        String id = all.getOrDefault("site", "");
        if (!SITE_ID.matcher(id).matches()) {
            faults.add(new Fault(SITE, 0, "site", "'" + id + "' is no site name: small letters, digits and '-', at most 63"));
            return null;
        }
        String namespace = all.getOrDefault("namespace", "org." + id.replace('-', '_'));
        if (!NAMESPACE.matcher(namespace).matches()) {
            faults.add(new Fault(SITE, 0, "namespace", "'" + namespace + "' is no Ditto namespace; write e.g. org.example"));
        }
        ZoneId zone = ZoneId.of("UTC");
        try {
            zone = ZoneId.of(all.getOrDefault("zone", "UTC"));
        } catch (DateTimeException unknown) {
            faults.add(new Fault(SITE, 0, "zone", "'" + all.get("zone") + "' is no time zone; write e.g. Europe/Rome"));
        }
        adapters(all).forEach((name, settings) -> {
            if (!ADAPTER_TYPE.matcher(settings.getOrDefault("type", "")).matches() || !ADAPTER_NAME.matcher(name).matches()) {
                faults.add(new Fault(SITE, 0, "adapters." + name + ".type", "must be the kind of adapter, e.g. mqtt; NAME in adapters.NAME.type has letters, digits and '_' only"));
            }
        });
        Site site = new Site(id, namespace, zone, folder.toAbsolutePath().normalize(), all);
        site.relations().forEach(relation -> checkRelation("relations." + relation.column(), all, faults));
        return site;
    }

    private static void checkRelation(String key, Map<String, String> all, List<Fault> faults) {
        String column = key.substring("relations.".length());
        if (AssetRows.OWN.contains(column)) {
            faults.add(new Fault(SITE, 0, key, "'" + column + "' has its meaning already; relate by a column of your own"));
        } else if (!List.of("downstream", "upstream").contains(all.get(key))) {
            faults.add(new Fault(SITE, 0, key, "must be downstream (what the column names depends on the asset) or upstream (the asset depends on it)"));
        }
    }

    /** The settings of each adapter instance that a site brings along: {@code adapters.<name>.<key>}. */
    static Map<String, Map<String, String>> adapters(Map<String, String> properties) {
        Map<String, Map<String, String>> adapters = new LinkedHashMap<>();
        properties.keySet().stream().sorted().filter(key -> key.startsWith("adapters.")).forEach(key -> {
            String[] parts = key.split("\\.", 3);
            if (parts.length == 3) {
                adapters.computeIfAbsent(parts[1], name -> new LinkedHashMap<>()).put(parts[2], properties.get(key));
            }
        });
        return adapters;
    }
}
