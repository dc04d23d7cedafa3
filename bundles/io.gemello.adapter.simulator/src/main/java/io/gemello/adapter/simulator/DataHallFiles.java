package io.gemello.adapter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables that describe the simulated data hall: written from its devices, so that every point has who sends it. */
final class DataHallFiles {
    private static final String ADAPTER = "hall";
    /** Half a minute of a probe that speaks each second. */
    private static final String STALE_AFTER = "30 s";
    /** Servers have fans too, whose DT_Fan is in turns a minute; a parameter has one unit. */
    private static final String FAN_PARAMETER = "DT_FanSpeed";
    static final int RATED_RACK_KILOWATTS = 10;
    /** After ASHRAE TC 9.9, 5th edition 2021. */
    static final String RACK_CLASS = "A2";

    private DataHallFiles() {}

    static List<String> properties() {
        return List.of("# A data hall: 40 racks in 4 rows, a cooling unit to each row, chiller and UPS, more than 400 points a second.",
            "# Its values come from the simulator, over MQTT. This folder is written by `gemello datahall`.",
            "site = datahall", "zone = Europe/Berlin", "model = " + HallModel.FILE, "features = simulator", "simulator = datahall", "adapters." + ADAPTER + ".type = mqtt",
            "# Key figures, sums and dew points, by formulas over the other points.", "adapters." + DataHallKeyFigures.ADAPTER + ".type = derived");
    }

    static List<String> assets() {
        List<String> rows = new ArrayList<>(List.of("asset,type,name,locatedIn,partOf,feeds,ifcGuid,row,position,ratedPower_kW,ashraeClass"));
        rows.add("hall,hall,Data hall,,,," + IfcGuid.ofAsset("hall") + ",,,,");
        rows.add("chiller,chiller,Chiller,hall,," + all("crac-") + "," + IfcGuid.ofAsset("chiller") + ",,,,");
        rows.add("ups,ups,UPS,hall,," + all("row-") + "," + IfcGuid.ofAsset("ups") + ",,,,");
        for (int row = 1; row <= Hall.ROWS; row++) {
            rows.add("crac-" + row + ",cooling unit,Cooling unit " + row + ",hall,,row-" + row + "," + IfcGuid.ofAsset("crac-" + row) + "," + row + ",,,");
            rows.add("row-" + row + ",row,Row " + row + ",hall,,," + IfcGuid.ofAsset("row-" + row) + "," + row + ",,,");
            for (int position = 1; position <= Hall.RACKS; position++) {
                String rack = DataHall.rackId(row - 1, position - 1);
                rows.add(rack + ",rack,Rack " + rack.substring("rack-".length()) + ",hall,row-" + row + ",," + IfcGuid.ofAsset(rack) + "," + row + "," + position + "," + RATED_RACK_KILOWATTS + "," + RACK_CLASS);
                for (int server = 1; position == DataHall.TALKING_POSITION && server <= DataHall.SERVERS; server++) {
                    String id = rack + "-server-" + server;
                    rows.add(id + ",server,Server " + rack.substring("rack-".length()) + "/" + server + "," + rack + ",,," + IfcGuid.ofAsset(id) + ",,,,");
                }
            }
        }
        return rows;
    }

    private static String all(String prefix) {
        return IntStream.rangeClosed(1, Hall.ROWS).mapToObj(row -> prefix + row).collect(Collectors.joining(";"));
    }

    static List<String> points(List<Device> devices) {
        List<String> rows = new ArrayList<>(List.of("point,asset,feature,quantity,unit,adapter,address,sourceUnit,gain,offset,states,brick,min,max,rate,flatAfter,staleAfter,writable,element,parameter,aggregate"));
        for (Device device : devices) {
            for (Probe probe : device.probes()) {
                Kind kind = probe.kind();
                rows.add(String.join(",", probe.point(), probe.asset(), probe.feature(), kind.quantity, kind.unit.ucum(), ADAPTER, device.address(probe),
                    kind.states.length > 0 ? "" : probe.spoken().ucum(), "", "", states(kind), kind.brick, kind.min, kind.max, "", "", STALE_AFTER,
                    kind == Kind.FAN_WANTED || kind == Kind.SUPPLY_WANTED ? "yes" : "", HallModel.element(probe), kind == Kind.FAN ? FAN_PARAMETER : "", ""));
            }
        }
        rows.addAll(DataHallKeyFigures.points());
        return rows;
    }

    private static String states(Kind kind) {
        return IntStream.range(0, kind.states.length).mapToObj(number -> kind.states[number] + "=" + number).collect(Collectors.joining(";"));
    }
}
