package io.gemello.bim.mapping;

import io.gemello.bim.register.RegisterMatch;
import java.util.List;
import java.util.Map;

/**
 * Which asset and which point is which element, and how that was found. Immutable.
 *
 * @param assets GlobalId by asset
 * @param points GlobalId by point: of its own element, else of its asset's; none where what the site says of its own leads nowhere
 * @param rows one for each asset and point, in the site's order
 * @param found what rules and patterns found, or what became of what they found once, by {@code asset/ID} and {@code point/ID}
 * @param registers one for each row of the registers
 */
public record Mapping(Map<String, String> assets, Map<String, String> points, List<MappingRow> rows, Map<String, Heirs.Found> found, List<RegisterMatch> registers) {
    public static final Mapping NONE = new Mapping(Map.of(), Map.of(), List.of(), Map.of(), List.of());

    public Mapping {
        assets = Map.copyOf(assets);
        points = Map.copyOf(points);
        rows = List.copyOf(rows);
        found = Map.copyOf(found);
        registers = List.copyOf(registers);
    }
}
