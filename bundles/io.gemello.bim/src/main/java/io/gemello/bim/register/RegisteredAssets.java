package io.gemello.bim.register;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.bim.mapping.MappingRow.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows for assets.csv of what registers have and the site has not. */
public final class RegisteredAssets {
    private static final List<String> COLUMNS = List.of("asset", "type", "name", "locatedIn", "partOf", "feeds", "ifcGuid");
    private static final int MAX_ID = 200;

    private RegisteredAssets() {}

    /** Those of assets.csv in their usual order; what else the registers know follows as attributes. */
    public static Set<String> columns(List<Map<String, Object>> rows) {
        Set<String> columns = new LinkedHashSet<>(COLUMNS);
        rows.forEach(row -> columns.addAll(row.keySet()));
        return columns;
    }

    /** What is located in nothing that the site or a register has is located nowhere. */
    public static List<Map<String, Object>> of(List<RegisterMatch> matches, Catalogue site) {
        Map<String, String> places = new HashMap<>();
        site.assets().values().forEach(asset -> places.put(asset.name(), asset.id()));
        site.assets().keySet().forEach(id -> places.put(id, id));
        Set<String> taken = new HashSet<>(site.assets().keySet());
        Map<RegisterMatch, String> ids = new LinkedHashMap<>();
        for (RegisterMatch match : matches) {
            String id = match.asset() != null ? match.asset() : free(id(match.row().id()), taken);
            ids.put(match, id);
            places.putIfAbsent(match.row().id(), id);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        ids.forEach((match, id) -> {
            if (match.asset() == null) {
                RegisterRow row = match.row();
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("asset", id);
                one.put("type", row.type().isEmpty() ? "asset" : row.type());
                one.put("name", row.name());
                String place = places.get(row.in());
                one.put("locatedIn", row.in().isEmpty() || id.equals(place) ? null : place);
                one.put("ifcGuid", match.status() == Status.MATCHED ? match.ifcGuid() : null);
                new TreeMap<>(row.rest()).forEach(one::putIfAbsent);
                rows.add(one);
            }
        });
        return rows;
    }

    /** Such an id as the site's tables allow. */
    private static String id(String text) {
        String id = text.strip().replaceAll("[^A-Za-z0-9_.:~@+-]+", "-");
        return id.isEmpty() ? "asset" : id.substring(0, Math.min(id.length(), MAX_ID - 8));
    }

    private static String free(String id, Set<String> taken) {
        String free = id;
        for (int number = 2; !taken.add(free); number++) {
            free = id + "-" + number;
        }
        return free;
    }
}
