package io.gemello.bim.brick;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which Brick class an asset or a point has: what the site says in a column {@code brick}, else what its type or quantity is usually. */
final class BrickClasses {
    private static final String COLUMN = "brick";
    private static final Set<String> LOCATIONS = Set.of("Location", "Site", "Building", "Wing", "Floor", "Storey", "Basement", "Space", "Room", "Zone", "Outdoor_Area", "Outside", "Region", "Rooftop");
    private static final Map<String, String> ASSETS = Map.ofEntries(Map.entry("site", "Site"), Map.entry("building", "Building"), Map.entry("storey", "Floor"), Map.entry("floor", "Floor"),
        Map.entry("hall", "Room"), Map.entry("room", "Room"), Map.entry("space", "Space"), Map.entry("row", "Space"), Map.entry("aisle", "Space"), Map.entry("zone", "Zone"),
        Map.entry("rack", "ICT_Rack"), Map.entry("server", "Server"), Map.entry("switch", "Ethernet_Switch"), Map.entry("router", "Network_Router"), Map.entry("gateway", "Gateway"),
        Map.entry("crac", "Computer_Room_Air_Conditioning"), Map.entry("crah", "Computer_Room_Air_Conditioning"), Map.entry("cooling-unit", "Computer_Room_Air_Conditioning"),
        Map.entry("chiller", "Chiller"), Map.entry("boiler", "Boiler"), Map.entry("pump", "Pump"), Map.entry("fan", "Fan"), Map.entry("ahu", "Air_Handling_Unit"),
        Map.entry("cooling-tower", "Cooling_Tower"), Map.entry("valve", "Valve"), Map.entry("meter", "Meter"), Map.entry("battery", "Battery"), Map.entry("ups", "Energy_Storage"),
        Map.entry("transformer", "Transformer"), Map.entry("switchgear", "Switchgear"), Map.entry("panel", "Breaker_Panel"), Map.entry("pdu", "Electrical_Equipment"), Map.entry("lamp", "Luminaire"),
        Map.entry("luminaire", "Luminaire"), Map.entry("elevator", "Elevator"), Map.entry("camera", "Camera"));
    private static final Map<String, String> POINTS = Map.ofEntries(Map.entry("temperature", "Temperature_Sensor"), Map.entry("humidity", "Humidity_Sensor"), Map.entry("dewpoint", "Dewpoint_Sensor"),
        Map.entry("power", "Power_Sensor"), Map.entry("energy", "Energy_Sensor"), Map.entry("pressure", "Pressure_Sensor"), Map.entry("flow", "Flow_Sensor"), Map.entry("voltage", "Voltage_Sensor"),
        Map.entry("current", "Current_Sensor"), Map.entry("speed", "Speed_Sensor"), Map.entry("rotation", "Speed_Sensor"), Map.entry("position", "Position_Sensor"),
        Map.entry("frequency", "Frequency_Sensor"), Map.entry("illuminance", "Illuminance_Sensor"), Map.entry("co2", "CO2_Sensor"), Map.entry("occupancy", "Occupancy_Sensor"),
        Map.entry("state", "Status"), Map.entry("status", "Status"), Map.entry("alarm", "Alarm"));

    private BrickClasses() {}

    static String of(Asset asset) {
        return said(asset.attributes().get(COLUMN), ASSETS.getOrDefault(asset.type().toLowerCase(Locale.ROOT).replaceAll("[ _]", "-"), "Equipment"));
    }

    static boolean isLocation(String brick) {
        return LOCATIONS.contains(brick) || brick.endsWith("_Room") || brick.endsWith("_Space") || brick.endsWith("_Zone");
    }

    /** @param detail null for a point of which the site says no more */
    static String of(Point point, PointDetail detail) {
        String usual = POINTS.getOrDefault(point.quantity().toLowerCase(Locale.ROOT), "Point");
        boolean writable = detail != null && detail.writable();
        if (point.feature().endsWith("setpoint")) {
            usual = usual.equals("Temperature_Sensor") ? "Temperature_Setpoint" : "Setpoint";
        } else if (writable) {
            usual = "Command";
        } else if (detail != null && !detail.states().isEmpty()) {
            usual = "Status";
        }
        return said(detail == null ? null : detail.brick(), usual);
    }

    /** What is no name of a class is as if it were not said. */
    private static String said(String column, String usual) {
        String name = column == null ? "" : column.strip().replaceFirst("^brick:", "");
        return name.matches("[A-Za-z][A-Za-z0-9_]*") ? name : usual;
    }
}
