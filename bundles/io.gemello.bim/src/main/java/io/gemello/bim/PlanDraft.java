package io.gemello.bim;

import io.gemello.api.bim.ModelInfo;
import io.gemello.api.bim.SharedParameter;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.bim.LivePlan.Element;
import io.gemello.bim.LivePlan.Slot;
import io.gemello.bim.LivePlan.Touched;
import io.gemello.bim.ifc.IfcGuid;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.ifc.IfcProperty;
import io.gemello.bim.mapping.Mapping;
import io.gemello.bim.mapping.MappingRow;
import io.gemello.bim.mapping.MappingRow.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Works out the plan. What contradicts itself is left out and said: a wrong value on an element would be believed. Used once. */
final class PlanDraft {
    private static final String NONE = "-";

    /** What has been gathered of one element. */
    private static final class Gathered {
        private final Set<String> assets = new LinkedHashSet<>();
        private final Set<Integer> points = new LinkedHashSet<>();
        private final List<Slot> slots = new ArrayList<>();
        private String uniqueId;
    }

    private final Catalogue catalogue;
    private final SiteModel model;
    private final Mapping mapping;
    private final List<MappingRow> rows = new ArrayList<>();
    private final ParameterGuids guids;
    private final Map<String, Gathered> elements = new TreeMap<>();
    private final Map<String, SharedParameter> parameters = new HashMap<>();
    private final Set<String> filled = new HashSet<>();
    private final Map<Integer, String> pointIds = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private PlanDraft(Catalogue catalogue, SiteModel model, Mapping mapping) {
        this.catalogue = catalogue;
        this.model = model;
        this.mapping = mapping;
        rows.addAll(mapping.rows());
        guids = new ParameterGuids(catalogue.site().namespace());
    }

    /** @param model null for none */
    static LivePlan plan(Catalogue catalogue, SiteModel model, Mapping mapping) throws IOException {
        return new PlanDraft(catalogue, model, mapping).work();
    }

    private LivePlan work() throws IOException {
        mapping.assets().forEach((asset, guid) -> gathered(guid).assets.add(asset));
        List<Slot> slots = new ArrayList<>();
        Map<Integer, Set<String>> touched = new HashMap<>();
        for (Point point : catalogue.points().values()) {
            PointDetail detail = catalogue.detail(point.id());
            if (!point.retired() && detail != null) {
                place(point, detail, slots, touched);
            }
        }
        return finish(slots, touched);
    }

    private Gathered gathered(String guid) {
        return elements.computeIfAbsent(guid, id -> new Gathered());
    }

    private void place(Point point, PointDetail detail, List<Slot> slots, Map<Integer, Set<String>> touched) throws IOException {
        String ofAsset = mapping.assets().get(point.asset());
        String own = mapping.points().get(point.id());
        pointIds.put(point.key(), point.id());
        Set<String> where = touched.computeIfAbsent(point.key(), key -> new LinkedHashSet<>());
        for (String guid : new String[] {own, ofAsset}) {
            if (guid != null && where.add(guid)) {
                gathered(guid).assets.add(point.asset());
                gathered(guid).points.add(point.key());
            }
        }
        if (own != null && !NONE.equals(detail.parameter())) {
            // An element that the doctor has found instead has a UniqueId of its own.
            if (detail.element() != null && IfcGuid.ofRevit(detail.element()).filter(own::equals).isPresent()) {
                gathered(own).uniqueId = detail.element();
            }
            fill(point, detail, own, slots);
        }
    }

    private void fill(Point point, PointDetail detail, String guid, List<Slot> slots) throws IOException {
        Aggregate aggregate;
        try {
            aggregate = Aggregate.parse(detail.aggregate());
        } catch (IllegalArgumentException fault) {
            faults.add("point " + point.id() + ": " + fault.getMessage());
            return;
        }
        boolean text = !detail.states().isEmpty();
        String name = detail.parameter() == null ? usual(point.feature()) : detail.parameter();
        SharedParameter wanted = new SharedParameter(guids.of(name), name, text ? SharedParameter.TEXT : SharedParameter.NUMBER, text ? "1" : point.unit());
        SharedParameter known = parameters.putIfAbsent(name, wanted);
        if (known != null && !known.equals(wanted)) {
            clash(point, guid, "the parameter " + name + " is " + known.datatype() + " in " + known.unit() + " elsewhere, here it would be " + wanted.datatype() + " in " + wanted.unit()
                + "; give it another name in the column parameter");
        } else if (text && aggregate != Aggregate.LAST) {
            faults.add("point " + point.id() + ": a state has no " + aggregate.text());
        } else if (!filled.add(guid + " " + name)) {
            faults.add("point " + point.id() + ": another point fills the parameter " + name + " of element " + guid + " already; give it another name in the column parameter");
        } else {
            String measured = text ? null : measured(guid, name, point.unit());
            if (measured != null) {
                clash(point, guid, measured);
            }
            Map<Double, String> texts = new HashMap<>();
            detail.states().forEach((word, number) -> texts.putIfAbsent(number, word));
            Slot slot = new Slot(slots.size(), -1, wanted, point, aggregate, texts, detail.min(), detail.max());
            slots.add(slot);
            gathered(guid).slots.add(slot);
        }
    }

    private void clash(Point point, String guid, String what) {
        faults.add("point " + point.id() + ": " + what);
        rows.add(new MappingRow("point", point.id(), Status.UNIT_CLASH, guid, null, what, List.of()));
    }

    /** A sentence where the element has such a property in the model, measured as another kind of quantity; else null. */
    private String measured(String guid, String name, String unit) throws IOException {
        IfcObject object = model == null ? null : model.ifc().byGuid(guid);
        if (object != null) {
            for (IfcProperty property : model.ifc().properties(object)) {
                if (property.name().equals(name) && MeasureUnits.clash(property.measure(), unit)) {
                    return "its unit is " + unit + ", but the model has " + property.set() + "." + name + " as " + property.measure();
                }
            }
        }
        return null;
    }

    /** Of a feature's name, e.g. {@code DT_InletTemperature} of {@code inlet-temperature}. */
    static String usual(String feature) {
        StringBuilder name = new StringBuilder("DT_");
        boolean start = true;
        for (int i = 0; i < feature.length(); i++) {
            char c = feature.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                name.append(start ? Character.toUpperCase(c) : c);
            }
            start = !Character.isLetterOrDigit(c);
        }
        return name.toString();
    }

    private LivePlan finish(List<Slot> slots, Map<Integer, Set<String>> touched) {
        List<Element> all = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        Slot[] placed = slots.toArray(Slot[]::new);
        Map<Integer, Integer> slotOf = new HashMap<>();
        elements.forEach((guid, gathered) -> {
            int number = all.size();
            numbers.put(guid, number);
            for (Slot slot : gathered.slots) {
                placed[slot.number()] = new Slot(slot.number(), number, slot.parameter(), slot.point(), slot.aggregate(), slot.texts(), slot.min(), slot.max());
                slotOf.put(slot.point().key(), slot.number());
            }
            all.add(element(number, guid, gathered));
        });
        Map<Integer, Touched> ofPoint = new HashMap<>();
        touched.forEach((key, guidsOf) -> ofPoint.put(key, new Touched(slotOf.getOrDefault(key, -1), guidsOf.stream().mapToInt(numbers::get).toArray())));
        ModelInfo info = model == null ? null : new ModelInfo(model.file().getFileName().toString(), model.revision(), model.ifc().schema(),
            model.ifc().project() == null ? null : model.ifc().project().guid(), model.copy());
        return new LivePlan(catalogue.site().id(), info, List.of(placed), List.copyOf(all), Map.copyOf(ofPoint), Map.copyOf(pointIds), List.copyOf(rows), mapping.found(), List.copyOf(faults));
    }

    private Element element(int number, String guid, Gathered gathered) {
        IfcObject object = model == null ? null : model.ifc().byGuid(guid);
        String tag = object == null ? null : object.tag();
        String uniqueId = gathered.uniqueId != null ? gathered.uniqueId : IfcGuid.revit(guid, tag).orElse(null);
        List<Double> position = object == null || object.place() == null ? List.of() : List.of(object.place().x(), object.place().y(), object.place().z());
        return new Element(number, guid, uniqueId, tag, object == null ? null : object.entity(), object == null ? null : object.name(), position, List.copyOf(gathered.assets),
            gathered.slots.stream().mapToInt(Slot::number).toArray(), gathered.points.stream().mapToInt(Integer::intValue).toArray());
    }
}
