package io.gemello.adapter.simulator;

/** What probes of a kind have in common: the cells of their rows in {@code points.csv}. */
enum Kind {
    INLET("temperature", Spoken.CELSIUS, "Intake_Air_Temperature_Sensor", "5", "60", 0.05),
    OUTLET("temperature", Spoken.CELSIUS, "Exhaust_Air_Temperature_Sensor", "5", "80", 0.05),
    AIR("temperature", Spoken.CELSIUS, "Zone_Air_Temperature_Sensor", "5", "60", 0.05),
    SUPPLY("temperature", Spoken.CELSIUS, "Supply_Air_Temperature_Sensor", "5", "60", 0.03),
    RETURN("temperature", Spoken.CELSIUS, "Return_Air_Temperature_Sensor", "5", "60", 0.03),
    OUTSIDE("temperature", Spoken.CELSIUS, "Outside_Air_Temperature_Sensor", "-40", "60", 0.1),
    WATER("temperature", Spoken.CELSIUS, "Chilled_Water_Temperature_Sensor", "0", "40", 0.02),
    PROCESSOR("temperature", Spoken.CELSIUS, "Temperature_Sensor", "5", "110", 0.4),
    SUPPLY_WANTED("temperature", Spoken.CELSIUS, "Supply_Air_Temperature_Setpoint", "5", "40", 0),
    HUMIDITY("humidity", Spoken.PERCENT, "Humidity_Sensor", "0", "100", 0.3),
    POWER("power", Spoken.KILOWATT, "Electric_Power_Sensor", "0", "2000", 0.004),
    COOLING("power", Spoken.KILOWATT, "Thermal_Power_Sensor", "0", "2000", 0.1),
    FAN("speed", Spoken.PERCENT, "Speed_Sensor", "0", "100", 0),
    FAN_WANTED("speed", Spoken.PERCENT, "Fan_Speed_Command", "0", "100", 0),
    FAN_TURNS("rotation", Spoken.TURNS, "Motor_Speed_Sensor", "0", "30000", 30),
    VALVE("position", Spoken.PERCENT, "Valve_Position_Sensor", "0", "100", 0),
    FLOW("flow", Spoken.CUBIC_METRE_PER_SECOND, "Supply_Air_Flow_Sensor", "0", "50", 0.01),
    FLOOR_PRESSURE("pressure", Spoken.PASCAL, "Static_Pressure_Sensor", "-100", "500", 0.2),
    PUMP_PRESSURE("pressure", Spoken.PASCAL, "Differential_Pressure_Sensor", "0", "1000000", 300),
    VOLTAGE("voltage", Spoken.VOLT, "Voltage_Sensor", "0", "500", 0.6),
    CURRENT("current", Spoken.AMPERE, "Current_Sensor", "0", "1000", 0.05),
    LOAD("load", Spoken.PERCENT, "Sensor", "0", "150", 0.1),
    CHARGE("charge", Spoken.PERCENT, "Sensor", "0", "100", 0),
    COP("efficiency", Spoken.PLAIN, "Sensor", "0", "20", 0.01),
    UNIT_MODE("state", "Run_Status", "off", "cooling"),
    CHILLER_MODE("state", "Run_Status", "off", "running"),
    UPS_MODE("state", "Status", "battery", "online"),
    DOOR("state", "Status", "closed", "open"),
    LEAK("state", "Leak_Alarm", "dry", "wet");

    final String quantity;
    /** Unit of the point: the site's for this quantity. */
    final Spoken unit;
    final String brick;
    final String min;
    final String max;
    /** Amplitude, in the point's unit. */
    final double noise;
    /** Whether there is no less than 0 of it: what cannot be told from 0 then reads 0, as transmitters' low cut-off has it. */
    final boolean beginsAtZero;
    /** By number; empty where it is no state. */
    final String[] states;

    Kind(String quantity, Spoken unit, String brick, String min, String max, double noise) {
        this.quantity = quantity;
        this.unit = unit;
        this.brick = brick;
        this.min = min;
        this.max = max;
        this.noise = noise;
        beginsAtZero = min.equals("0") && unit != Spoken.CELSIUS;
        states = new String[0];
    }

    Kind(String quantity, String brick, String... states) {
        this.quantity = quantity;
        unit = Spoken.PLAIN;
        this.brick = brick;
        min = "";
        max = "";
        noise = 0;
        beginsAtZero = false;
        this.states = states;
    }
}
