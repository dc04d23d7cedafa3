package io.gemello.export.bcf;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.AlertStep;
import io.gemello.api.alert.AlertTrail;
import io.gemello.api.alert.Priority;
import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ModelInfo;
import io.gemello.api.bim.Overrides;
import io.gemello.api.bim.Shade;
import io.gemello.api.catalogue.Point;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A site with two elements, and a history of its alerts that a test tells. Minute 0 is 2026-03-01T10:00. */
final class House implements AlertTrail {
    static final String[] GUIDS = {"1W_HslFTT2WwXj91DxSWxH", "1W_HslFTT2WwXj91DxSWx5"};
    private static final long START = Instant.parse("2026-03-01T10:00:00Z").getEpochSecond() * 1_000_000_000L;
    private final List<AlertStep> steps = new ArrayList<>();
    private AlertState state = AlertState.NORMAL;
    private boolean placed = true;

    static long minute(long number) {
        return START + number * 60_000_000_000L;
    }

    /** Nobody knows where the elements stand. */
    House unplaced() {
        placed = false;
        return this;
    }

    /** The next step of alert {@code hot@p<n>} of asset {@code a<n>}. */
    House step(int point, int minute, String event, AlertState from, AlertState to, String actor, String reason) {
        steps.add(new AlertStep(steps.size() + 1, "hot@p" + point, "hot", "p" + point, "a" + point, event, from, to, to == AlertState.NORMAL ? "" : "hi", Priority.HIGH,
            event.equals("raised") ? "Rack " + point + ": inlet 35 & more, limit <27>" : "", 35, minute(minute), minute(minute) + 1_000_000, actor, reason));
        state = to;
        return this;
    }

    House raised(int point, int minute) {
        return step(point, minute, "raised", AlertState.NORMAL, AlertState.UNACKNOWLEDGED, "process", "");
    }

    House returned(int point, int minute, AlertState from, AlertState to) {
        return step(point, minute, "returned", from, to, "process", "");
    }

    House acknowledged(int point, int minute, AlertState from, AlertState to, String reason) {
        return step(point, minute, "acknowledge", from, to, "nina", reason);
    }

    @Override
    public List<AlertStep> after(long number, int max) {
        return steps.stream().filter(step -> step.number() > number).limit(max).toList();
    }

    /** The last step's alert stands on its element. */
    Overrides at(int minute) {
        List<ElementOverride> elements = new ArrayList<>();
        for (int i = 0; i < GUIDS.length; i++) {
            Point point = new Point(i, "p" + i, "a" + i, "inlet", "temperature", "Cel", false);
            AlertStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
            boolean here = state != AlertState.NORMAL && last.point().equals("p" + i);
            List<Alert> alerts = here ? List.of(new Alert(last.alert(), "hot", point, state, true, "hi", Priority.HIGH, "", 35, last.at(), last.at(), 0)) : List.of();
            elements.add(new ElementOverride(GUIDS[i], i == 0 ? "60f91daf-3dd7-4283-a86d-24137b73f3da-0001fd0b" : null, i == 0 ? "130315" : null, "IFCFURNITURE", "Rack " + i,
                placed ? List.of(10.0 * i, 2.0, 0.5) : List.of(), List.of("a" + i), List.of(), alerts, Map.of("alert", new Shade(here ? "high" : "ok", here ? "#E69F00" : "#009e73", ""))));
        }
        return new Overrides("house", new ModelInfo("model.ifc", "ab12", "IFC4", "0YvctVUKr0kugbFTf53O9L", Path.of("/none")), "bim-" + minute, minute(minute),
            List.of(new ColourScheme("alert", "Alerts", null, List.of())), elements);
    }
}
