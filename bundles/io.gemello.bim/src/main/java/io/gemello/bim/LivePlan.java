package io.gemello.bim;

import io.gemello.api.bim.ModelInfo;
import io.gemello.api.bim.SharedParameter;
import io.gemello.api.catalogue.Point;
import io.gemello.bim.mapping.Heirs;
import io.gemello.bim.mapping.MappingRow;
import java.util.List;
import java.util.Map;

/**
 * Which point fills which parameter of which element: what the site and the model say, worked out once. Immutable.
 *
 * @param model null where there is none
 * @param elements in the order of their GlobalIds
 * @param ofPoint the slots and elements that a point touches, by the point's key
 * @param pointIds of all points that touch something, by key
 * @param mapping what came of every asset and point
 * @param found what rules and patterns found, by {@code asset/ID} and {@code point/ID}
 * @param faults what contradicts itself, a sentence each
 */
record LivePlan(String site, ModelInfo model, List<Slot> slots, List<Element> elements, Map<Integer, Touched> ofPoint, Map<Integer, String> pointIds,
                List<MappingRow> mapping, Map<String, Heirs.Found> found, List<String> faults) {
    static final LivePlan EMPTY = new LivePlan("", null, List.of(), List.of(), Map.of(), Map.of(), List.of(), Map.of(), List.of());

    /**
     * One parameter on one element.
     *
     * @param texts of a parameter of type TEXT, by the state's number
     * @param min lower bound of believable values, NaN for none
     */
    record Slot(int number, int element, SharedParameter parameter, Point point, Aggregate aggregate, Map<Double, String> texts, double min, double max) {}

    /**
     * @param entity null where the model does not have it; so are name and tag
     * @param slots numbers of its parameters
     * @param points keys of all points that say something about it: those that fill its parameters, and those of the asset that it is
     */
    record Element(int number, String guid, String uniqueId, String tag, String entity, String name, List<Double> position, List<String> assets, int[] slots, int[] points) {}

    /** @param slot -1 for none */
    record Touched(int slot, int[] elements) {}
}
