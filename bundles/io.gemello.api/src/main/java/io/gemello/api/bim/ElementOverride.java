package io.gemello.api.bim;

import io.gemello.api.alert.Alert;
import java.util.List;
import java.util.Map;

/**
 * One element with all that is shown on it.
 *
 * @param ifcGuid IFC GlobalId
 * @param revitUniqueId computed from GlobalId and tag, or as the site gives it; null where it is not known
 * @param tag e.g. Revit's element id; null where it is not known
 * @param entity e.g. {@code IFCFURNITURE}; null where the model does not have the element
 * @param name in the model; null where the model does not have the element
 * @param position x, y, z of its placement in metres; empty where it is not known
 * @param assets ids of the assets that it shows, its own and those of its points
 * @param parameters in the site's order
 * @param alerts those of its points that are not normal, the most urgent first
 * @param shades its colour by the name of each scheme
 */
public record ElementOverride(String ifcGuid, String revitUniqueId, String tag, String entity, String name, List<Double> position, List<String> assets,
                              List<ElementParameter> parameters, List<Alert> alerts, Map<String, Shade> shades) {
    public ElementOverride {
        position = List.copyOf(position);
        assets = List.copyOf(assets);
        parameters = List.copyOf(parameters);
        alerts = List.copyOf(alerts);
        shades = Map.copyOf(shades);
    }
}
