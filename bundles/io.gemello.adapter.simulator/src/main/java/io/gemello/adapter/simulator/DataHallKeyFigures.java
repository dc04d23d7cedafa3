package io.gemello.adapter.simulator;

import java.util.ArrayList;
import java.util.List;

/** The points of the data hall that nobody measures: adapter {@code derived} computes them from the others, by the formula in their address. */
final class DataHallKeyFigures {
    static final String ADAPTER = "derived";
    private static final String STALE_AFTER = "30 s";
    private static final String RACK_INLETS = "type=rack feature=inlet-* in=";
    /** Cooling units whose fan stands still say nothing about the air. */
    private static final String SUPPLY = "supply: type=cooling unit feature=supply; air: type=cooling unit feature=airflow";

    private final List<String> rows = new ArrayList<>();

    private DataHallKeyFigures() {}

    /** Rows of {@code points.csv}. */
    static List<String> points() {
        DataHallKeyFigures figures = new DataHallKeyFigures();
        for (int row = 1; row <= Hall.ROWS; row++) {
            for (int position = 1; position <= Hall.RACKS; position++) {
                String rack = DataHall.rackId(row - 1, position - 1);
                figures.add(rack, "dew-point", "temperature", "Cel", "dew-point(" + rack + "-inlet-middle; " + rack + "-humidity)", "Dewpoint_Sensor", "");
            }
            String unit = DataHall.unitId(row - 1);
            figures.air("row-" + row, "return: " + unit + "-return; supply: " + unit + "-supply; air: " + unit + "-airflow");
        }
        figures.air("hall", "return: type=cooling unit feature=return; " + SUPPLY);
        figures.add("hall", "highest-inlet", "temperature", "Cel", "max(" + RACK_INLETS + "hall)", "Intake_Air_Temperature_Sensor", "");
        figures.energy();
        return figures.rows;
    }

    private void air(String asset, String units) {
        String racks = "inlet: " + RACK_INLETS + asset + "; outlet: type=rack feature=outlet in=" + asset + "; power: type=rack feature=power in=" + asset;
        add(asset, "rci-high", "index", "%", "rci-high(A2; " + RACK_INLETS + asset + ")", "", "");
        add(asset, "rci-low", "index", "%", "rci-low(A2; " + RACK_INLETS + asset + ")", "", "");
        add(asset, "rci-inlets", "count", "1", "count(" + RACK_INLETS + asset + ")", "", "");
        add(asset, "rti", "index", "%", "rti(" + units + "; " + racks + ")", "", "");
        add(asset, "shi", "index", "1", "shi(" + racks + "; " + SUPPLY + ")", "", "");
        add(asset, "rhi", "index", "1", "rhi(" + racks + "; " + SUPPLY + ")", "", "");
    }

    private void energy() {
        add("hall", "it-power", "power", "kW", "sum(type=row feature=power)", "Electric_Power_Sensor", "0");
        add("hall", "cooling-power", "power", "kW", "sum(chiller-power chiller-pump-power hall-fan-power)", "Electric_Power_Sensor", "0");
        add("hall", "fan-power", "power", "kW", "sum(type=cooling unit feature=power)", "Electric_Power_Sensor", "0");
        add("hall", "ups-loss", "power", "kW", "difference(ups-input; ups-output)", "Electric_Power_Sensor", "");
        add("hall", "total-power", "power", "kW", "sum(ups-input hall-cooling-power)", "Electric_Power_Sensor", "0");
        add("hall", "instantaneous-pue", "ratio", "1", "instantaneous-pue(hall-total-power; hall-it-power)", "", "1");
    }

    private void add(String asset, String feature, String quantity, String unit, String formula, String brick, String min) {
        rows.add(String.join(",", asset + "-" + feature, asset, feature, quantity, unit, ADAPTER, formula, "", "", "", "", brick, min, "", "", "", STALE_AFTER, "", IfcGuid.ofAsset(asset), "", ""));
    }
}
