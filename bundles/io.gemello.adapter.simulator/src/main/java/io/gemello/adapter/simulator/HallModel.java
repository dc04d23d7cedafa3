package io.gemello.adapter.simulator;

import io.gemello.adapter.simulator.IfcModel.Node;
import io.gemello.adapter.simulator.IfcShapes.Box;
import io.gemello.adapter.simulator.IfcShapes.Colour;
import io.gemello.adapter.simulator.IfcShapes.Place;
import io.gemello.adapter.simulator.StepFile.Ref;
import io.gemello.adapter.simulator.StepFile.Typed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The building of the simulated data hall. Fronts of rows 1 and 2 look at each other, so do those of 3 and 4; a cooling unit stands at the end of its row, the UPS
 * behind them, the chiller outside. A sensor is part of what it measures and its place is measured from there.
 */
final class HallModel {
    static final String FILE = "model.ifc";
    static final Box HALL = new Box(16, 12.6, 3.6);
    static final Box RACK = new Box(0.6, 1.2, 2.1);
    static final Box SERVER = new Box(0.45, 0.9, 0.09);
    static final Box COOLING_UNIT = new Box(1, 1, 2);
    static final Box UPS = new Box(1.2, 0.9, 2);
    static final Box CHILLER = new Box(4, 2, 2.4);
    private static final Box SENSOR = new Box(0.08, 0.08, 0.08);
    private static final double FLOOR = 0.3;
    /** Middles of the rows, from the wall of row 1: cold aisles of 1.8 m, a hot one of 1.2 m. */
    private static final double[] ROW_Y = {2.1, 5.1, 7.5, 10.5};
    private static final double FIRST_RACK_X = 2.3;
    static final double COOLING_UNIT_X = 9.5;
    private static final double UPS_X = 13.5;
    private static final double UNIT_HEIGHT = 0.0445;
    private static final Colour DARK = new Colour("Rack", 0.27, 0.29, 0.33);
    private static final Colour BLUE = new Colour("Cooling", 0.4, 0.62, 0.8);
    private static final Colour OCHRE = new Colour("Power", 0.78, 0.6, 0.25);
    private static final Colour LIGHT = new Colour("Sensor", 0.93, 0.93, 0.9);
    private static final Colour GREY = new Colour("Building", 0.72, 0.72, 0.7);
    private static final IfcModel.Kind RACK_KIND = new IfcModel.Kind("FURNITURE", "USERDEFINED", "ServerRack");
    private static final IfcModel.Kind ROW_KIND = new IfcModel.Kind("ELEMENTASSEMBLY", "USERDEFINED", "RackRow");
    private static final IfcModel.Kind SERVER_KIND = new IfcModel.Kind("COMMUNICATIONSAPPLIANCE", "COMPUTER", null);
    private static final IfcModel.Kind COOLING_KIND = new IfcModel.Kind("UNITARYEQUIPMENT", "AIRCONDITIONINGUNIT", null);
    private static final IfcModel.Kind UPS_KIND = new IfcModel.Kind("ELECTRICFLOWSTORAGEDEVICE", "UPS", null);
    private static final IfcModel.Kind CHILLER_KIND = new IfcModel.Kind("CHILLER", "AIRCOOLED", null);
    private static final IfcModel.Kind FLOOR_KIND = new IfcModel.Kind("SLAB", "FLOOR", null);

    private final IfcModel model = new IfcModel("Gemello data hall");
    private final Map<String, Node> assets = new LinkedHashMap<>();

    private record Solid(Place place, Box box, Colour colour) {}

    private HallModel() {}

    /** The file's lines; the same whenever it is written. */
    static List<String> lines(List<Device> devices) {
        HallModel hall = new HallModel();
        hall.build();
        devices.forEach(hall::sensors);
        return hall.model.lines(FILE);
    }

    /** GlobalId of what a point is shown on: its sensor, or where it has none in the model, its asset. */
    static String element(Probe probe) {
        return SensorSpots.kind(probe.kind()) == null ? IfcGuid.ofAsset(probe.asset()) : IfcGuid.ofPoint(probe.point());
    }

    private void build() {
        Node site = model.spatial(model.project(), "SITE", "Site", null, null, null, null, null);
        Node storey = model.spatial(model.spatial(site, "BUILDING", "Building", null, null, null), "BUILDINGSTOREY", "Ground floor", 0.0);
        Node hall = model.space(storey, IfcGuid.ofAsset("hall"), "Data hall", Place.at(HALL.x() / 2, HALL.y() / 2, 0), model.shapes().box(HALL, GREY));
        assets.put("hall", hall);
        Ref below = model.shapes().placement(storey.placement(), Place.at(HALL.x() / 2, HALL.y() / 2, -FLOOR));
        model.content(storey, model.element(FLOOR_KIND, IfcGuid.of("floor"), "Floor", below, model.shapes().box(new Box(HALL.x(), HALL.y(), FLOOR), GREY), null));
        for (int row = 0; row < Hall.ROWS; row++) {
            row(hall, row);
            Solid solid = new Solid(place(COOLING_UNIT_X, row), COOLING_UNIT, BLUE);
            model.content(hall, machine(hall, COOLING_KIND, DataHall.unitId(row), "Cooling unit " + (row + 1), solid, Vendor.KLIMAT));
        }
        model.content(hall, machine(hall, UPS_KIND, "ups", "UPS", new Solid(inHall(UPS_X, HALL.y() / 2, false), UPS, OCHRE), Vendor.POWERGATE));
        model.content(site, machine(site, CHILLER_KIND, "chiller", "Chiller", new Solid(Place.at(HALL.x() + CHILLER.x(), HALL.y() / 2, 0), CHILLER, BLUE), Vendor.KLIMAT));
    }

    /** The hall's place is the middle of its floor. */
    private static Place inHall(double x, double y, boolean turned) {
        return new Place(x - HALL.x() / 2, y - HALL.y() / 2, 0, turned);
    }

    /** Fronts look towards smaller y, those of rows 1 and 3 are turned. */
    private static Place place(double x, int row) {
        return inHall(x, ROW_Y[row], row % 2 == 0);
    }

    private void row(Node hall, int row) {
        String id = "row-" + (row + 1);
        double half = (Hall.RACKS - 1) * RACK.x() / 2;
        Ref placement = model.shapes().placement(hall.placement(), place(FIRST_RACK_X + half, row));
        Node node = model.content(hall, model.element(ROW_KIND, IfcGuid.ofAsset(id), "Row " + (row + 1), placement, null, id));
        describe(node, id, "row", Map.of());
        for (int position = 0; position < Hall.RACKS; position++) {
            double along = position * RACK.x() - half;
            // Seen from a turned row, its first rack is on the other side.
            rack(node, row, position, Place.at(row % 2 == 0 ? -along : along, 0, 0));
        }
    }

    private void rack(Node row, int number, int position, Place place) {
        String id = DataHall.rackId(number, position);
        String name = id.substring("rack-".length());
        Node node = model.part(row, element(row, RACK_KIND, id, "Rack " + name, new Solid(place, RACK, DARK)));
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("Row", new Typed("IFCINTEGER", number + 1));
        more.put("Position", new Typed("IFCINTEGER", position + 1));
        more.put("RatedPower", new Typed("IFCPOWERMEASURE", DataHallFiles.RATED_RACK_KILOWATTS * 1000.0));
        more.put("AshraeClass", IfcModel.label(DataHallFiles.RACK_CLASS));
        describe(node, id, "rack", more);
        for (int server = 1; position == DataHall.TALKING_POSITION - 1 && server <= DataHall.SERVERS; server++) {
            Solid solid = new Solid(Place.at(0, 0, (4 + 7 * server) * UNIT_HEIGHT), SERVER, LIGHT);
            model.part(node, machine(node, SERVER_KIND, id + "-server-" + server, "Server " + name + "/" + server, solid, Vendor.SENML));
        }
    }

    /** What has a maker. */
    private Node machine(Node whole, IfcModel.Kind kind, String id, String name, Solid solid, Vendor maker) {
        Node node = element(whole, kind, id, name, solid);
        String label = name.replaceAll(" [-0-9/]+$", "");
        model.type(node, kind, label, maker.word());
        describe(node, id, label.toLowerCase(Locale.ROOT), Map.of());
        return node;
    }

    private Node element(Node whole, IfcModel.Kind kind, String id, String name, Solid solid) {
        Ref placement = model.shapes().placement(whole.placement(), solid.place);
        return model.element(kind, IfcGuid.ofAsset(id), name, placement, model.shapes().box(solid.box, solid.colour), id);
    }

    private void describe(Node node, String asset, String type, Map<String, Object> more) {
        assets.put(asset, node);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("AssetId", IfcModel.label(asset));
        values.put("AssetType", IfcModel.label(type));
        values.putAll(more);
        model.properties(node, "Gemello_Asset", values);
    }

    private void sensors(Device device) {
        for (Probe probe : device.probes()) {
            String kind = SensorSpots.kind(probe.kind());
            if (kind != null) {
                sensor(device, probe, new IfcModel.Kind("SENSOR", kind, null));
            }
        }
    }

    private void sensor(Device device, Probe probe, IfcModel.Kind kind) {
        Node of = assets.get(probe.asset());
        Ref placement = model.shapes().placement(of.placement(), SensorSpots.place(probe));
        Node node = model.element(kind, IfcGuid.ofPoint(probe.point()), probe.point(), placement, model.shapes().box(SENSOR, LIGHT), probe.point());
        if (probe.asset().equals("hall")) {
            model.content(of, node);
        } else {
            model.part(of, node);
        }
        model.type(node, kind, SensorSpots.label(kind.kind()), device.maker());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("PointId", IfcModel.label(probe.point()));
        values.put("Quantity", IfcModel.label(probe.kind().quantity));
        values.put("Unit", IfcModel.label(probe.kind().unit.ucum()));
        values.put("BrickClass", IfcModel.label(probe.kind().brick));
        model.properties(node, "Gemello_Point", values);
        if (kind.kind().equals("TEMPERATURESENSOR")) {
            model.properties(node, "Pset_SensorTypeTemperatureSensor", Map.of("TemperatureSensorType", List.of(IfcModel.label(SensorSpots.temperature(probe.kind())))));
        }
    }
}
