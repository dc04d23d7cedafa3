package io.gemello.core.site;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Relation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The rows of {@code assets.csv}, and what must hold between them. */
final class AssetRows {
    static final Set<String> OWN = Set.of("asset", "type", "name", "locatedIn", "partOf", "feeds", "ifcGuid");
    private final List<Relation> relations;
    private final List<Fault> faults;
    private final Map<String, Cells> cells = new HashMap<>();

    /** @param relations columns of the site's own that name assets */
    AssetRows(List<Relation> relations, List<Fault> faults) {
        this.relations = relations;
        this.faults = faults;
    }

    Map<String, Asset> read(CsvTable table) {
        Map<String, Asset> assets = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            Cells of = new Cells(SiteFiles.ASSETS, row, faults);
            String id = of.id("asset");
            Integer first = lines.putIfAbsent(id, row.line());
            if (id.isEmpty()) {
                continue;
            }
            if (first != null) {
                of.fault("asset", "'" + id + "' stands in line " + first + " already; an asset has one row");
                continue;
            }
            cells.put(id, of);
            Map<String, String> free = new LinkedHashMap<>(row.cells());
            free.keySet().removeAll(OWN);
            assets.put(id, new Asset(id, of.required("type"), of.text("name", id), of.text("locatedIn"), of.text("partOf"),
                Relation.ids(of.text("feeds")), of.text("ifcGuid"), free, false));
        }
        assets.values().forEach(asset -> checkRelations(asset, assets));
        checkCycles(assets, "locatedIn", Asset::locatedIn);
        checkCycles(assets, "partOf", Asset::partOf);
        return assets;
    }

    private void checkRelations(Asset asset, Map<String, Asset> assets) {
        Cells of = cells.get(asset.id());
        unknown(of, "locatedIn", asset.locatedIn(), assets);
        unknown(of, "partOf", asset.partOf(), assets);
        asset.feeds().forEach(fed -> unknown(of, "feeds", fed, assets));
        relations.forEach(relation -> relation.of(asset).forEach(named -> unknown(of, relation.column(), named, assets)));
        if (asset.ifcGuid() != null && !asset.ifcGuid().matches("[0-3][0-9A-Za-z_$]{21}")) {
            of.fault("ifcGuid", "'" + asset.ifcGuid() + "' is no IFC GlobalId (22 characters)");
        }
    }

    private static void unknown(Cells of, String column, String id, Map<String, Asset> assets) {
        if (id != null && !assets.containsKey(id)) {
            of.fault(column, "there is no asset '" + id + "'; add its row or correct the name");
        }
    }

    /** Nobody stands inside himself: each chain of containers must end. */
    private void checkCycles(Map<String, Asset> assets, String column, Function<Asset, String> up) {
        Set<String> ending = new HashSet<>();
        for (String start : assets.keySet()) {
            Set<String> path = new HashSet<>();
            String at = start;
            while (at != null && assets.containsKey(at) && !ending.contains(at) && path.add(at)) {
                at = up.apply(assets.get(at));
            }
            if (at != null && path.contains(at)) {
                cells.get(start).fault(column, "leads back to '" + at + "': a circle; break it");
            }
            ending.addAll(path);
        }
    }
}
