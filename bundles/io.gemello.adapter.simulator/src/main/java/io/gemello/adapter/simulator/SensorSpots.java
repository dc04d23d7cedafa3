package io.gemello.adapter.simulator;

import io.gemello.adapter.simulator.IfcShapes.Place;
import java.util.Locale;

/** Sensors of the hall in IFC's words, and where they are. */
final class SensorSpots {
    private SensorSpots() {}

    /** For people: {@code Temperature sensor}. */
    static String label(String kind) {
        return kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT).replace("sensor", " sensor");
    }

    /** By PEnum_TemperatureSensorType. */
    static String temperature(Kind kind) {
        return switch (kind) {
            case OUTSIDE -> "OUTSIDETEMPERATURE";
            case AIR -> "ROOMTEMPERATURE";
            default -> "OPERATINGTEMPERATURE";
        };
    }

    /** By IfcSensorTypeEnum; null for what is known without a sensor, such as a set-point, or is told by the asset's own electronics. */
    static String kind(Kind kind) {
        return switch (kind) {
            case INLET, OUTLET, AIR, SUPPLY, RETURN, OUTSIDE, WATER -> "TEMPERATURESENSOR";
            case HUMIDITY -> "HUMIDITYSENSOR";
            case FLOW -> "FLOWSENSOR";
            case FLOOR_PRESSURE, PUMP_PRESSURE -> "PRESSURESENSOR";
            case DOOR -> "CONTACTSENSOR";
            case LEAK -> "MOISTURESENSOR";
            default -> null;
        };
    }

    /** Where a sensor is, from its asset's middle; the front is at negative y. */
    static Place place(Probe probe) {
        String asset = probe.asset();
        String feature = probe.feature();
        if (asset.startsWith("row-")) {
            double front = -HallModel.RACK.y() / 2 - 0.9;
            return switch (feature) {
                case "hot-aisle" -> Place.at(0, HallModel.RACK.y() / 2 + 0.6, 1.5);
                case "floor-pressure" -> Place.at(0, front, 0);
                default -> Place.at(feature.equals("humidity") ? 0.3 : 0, front, 1.5);
            };
        }
        if (asset.contains("-server-")) {
            return Place.at(0, -HallModel.SERVER.y() / 2, 0);
        }
        return switch (feature) {
            case "inlet-bottom" -> Place.at(0, -HallModel.RACK.y() / 2, HallModel.RACK.z() / 6);
            case "inlet-middle" -> Place.at(0, -HallModel.RACK.y() / 2, HallModel.RACK.z() / 2);
            case "inlet-top" -> Place.at(0, -HallModel.RACK.y() / 2, HallModel.RACK.z() * 5 / 6);
            case "humidity" -> Place.at(0.2, -HallModel.RACK.y() / 2, HallModel.RACK.z() / 2);
            case "outlet" -> Place.at(0, HallModel.RACK.y() / 2, HallModel.RACK.z() / 2);
            case "supply" -> Place.at(0, -HallModel.COOLING_UNIT.y() / 2, 0.2);
            case "airflow" -> Place.at(0.3, -HallModel.COOLING_UNIT.y() / 2, 0.2);
            case "return" -> Place.at(0, 0, HallModel.COOLING_UNIT.z());
            case "water" -> Place.at(-HallModel.CHILLER.x() / 2, -0.5, 0.5);
            case "water-back" -> Place.at(-HallModel.CHILLER.x() / 2, 0.5, 0.5);
            case "pump-pressure" -> Place.at(-HallModel.CHILLER.x() / 2, 0, 0.5);
            case "outside" -> Place.at(HallModel.CHILLER.x() / 2, 0, HallModel.CHILLER.z());
            case "battery" -> Place.at(0, -HallModel.UPS.y() / 2, 0.4);
            case "door" -> Place.at(HallModel.HALL.x() / 2, 0, 2.2);
            case "leak" -> Place.at(HallModel.COOLING_UNIT_X - HallModel.HALL.x() / 2, 0, 0);
            default -> throw new IllegalStateException(probe.point() + " has no place in the model");
        };
    }
}
