package io.gemello.export.dynamo;

import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.ModelInfo;
import io.gemello.api.bim.Overrides;
import io.gemello.api.bim.Shade;
import io.gemello.api.bim.SharedParameter;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is shown on the elements of a small site, element {@code n} being asset {@code a<n>}. */
final class Shown {
    static final SharedParameter INLET = new SharedParameter(UUID.fromString("bb7f0005-9692-5b76-8fa3-30cec8aecf74"), "DT_Inlet", SharedParameter.NUMBER, "Cel");
    static final SharedParameter DOOR = new SharedParameter(UUID.fromString("bb7f0006-9692-5b76-8fa3-30cec8aecf74"), "DT_Door", SharedParameter.TEXT, "1");
    static final String HOT = "#D55E00";
    static final String NORMAL = "#009E73";
    /** Two elements of a published model: UniqueId and the GlobalId that its exporter gave it. */
    static final String[][] IDS = {{"60f91daf-3dd7-4283-a86d-24137b73f3da-0001fd0b", "1W_HslFTT2WwXj91DxSWxH"}, {"60f91daf-3dd7-4283-a86d-24137b73f3da-0001fd1f", "1W_HslFTT2WwXj91DxSWx5"},
        {"0a0a0a0a-0000-0000-0000-00000000000f-00000003", "0A2WeA000000000000000C"}};
    private static final List<ColourScheme> SCHEMES = List.of(new ColourScheme("alert", "Alerts", null,
        List.of(new ColourScheme.Key("critical", "critical alert", HOT, Double.NaN), new ColourScheme.Key("ok", "normal", NORMAL, Double.NaN))),
        new ColourScheme("inlet", "Inlet", "Cel", List.of(new ColourScheme.Key("32", "32", "#FDE725", 32))));
    private final List<ElementOverride> elements = new ArrayList<>();
    private boolean uniqueIds = true;

    Shown withoutUniqueIds() {
        uniqueIds = false;
        return this;
    }

    /** The next element. @param key of the alert scheme @param ramp of the scheme inlet; null for no colour */
    Shown element(String key, double inlet, String door, String ramp) {
        return element(key, inlet, door, ramp, PointState.State.LIVE, Quality.GOOD);
    }

    Shown element(String key, double inlet, String door, String ramp, PointState.State state, int quality) {
        int number = elements.size();
        String asset = "a" + number;
        List<ElementParameter> values = List.of(new ElementParameter(INLET, "p" + number, asset, "last", inlet, null, quality, 1_800_000_000_000_000_000L, state, "normal"),
            new ElementParameter(DOOR, "d" + number, asset, "last", 0, door, Quality.GOOD, 1_800_000_000_000_000_000L, PointState.State.LIVE, "normal"));
        elements.add(new ElementOverride(IDS[number][1], uniqueIds ? IDS[number][0] : null, null, "IFCFURNITURE", "Rack " + number, List.of(), List.of(asset), values, List.of(),
            Map.of("alert", new Shade(key, key.equals("ok") ? NORMAL : HOT, ""), "inlet", new Shade("value", ramp, ""))));
        return this;
    }

    /** Takes elements away. @param number so many are left */
    Shown only(int number) {
        elements.subList(number, elements.size()).clear();
        return this;
    }

    Overrides at(long second) {
        return new Overrides("house", new ModelInfo("model.ifc", "ab12", "IFC4", null, Path.of("/none")), "bim-" + second, second * 1_000_000_000L, SCHEMES, elements);
    }
}
