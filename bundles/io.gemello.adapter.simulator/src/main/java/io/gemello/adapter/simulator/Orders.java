package io.gemello.adapter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/** What a hall's actuators can be told over MQTT: a number, on a topic of its own for each. Which topics never changes; an order is given by the hall's thread. */
final class Orders {
    private static final String TOPIC = "datahall/command/";
    /** Longer is no number that is meant. */
    private static final int LONGEST = 32;
    private final Map<String, DoubleConsumer> byTopic = new TreeMap<>();
    private final Map<String, Double> given = new TreeMap<>();

    static Orders none() {
        return new Orders();
    }

    static Orders of(Hall hall) {
        Orders orders = new Orders();
        for (int row = 0; row < Hall.ROWS; row++) {
            CoolingUnit unit = hall.unit(row);
            orders.byTopic.put(TOPIC + DataHall.unitId(row) + "/fan", percent -> unit.askFan(percent / 100));
            orders.byTopic.put(TOPIC + DataHall.unitId(row) + "/supply-setpoint", unit::askSupply);
        }
        return orders;
    }

    Iterable<String> topics() {
        return byTopic.keySet();
    }

    /** A number beyond what the machine can do is cut to its bounds, as machines do. @return whether it is another than before @throws IllegalArgumentException for what is no number */
    boolean give(String topic, byte[] payload) {
        String text = payload.length > LONGEST ? "" : new String(payload, StandardCharsets.UTF_8).strip();
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException no) {
            throw refused(topic);
        }
        if (!Double.isFinite(value)) {
            throw refused(topic);
        }
        byTopic.get(topic).accept(value);
        Double before = given.put(topic, value);
        return before == null || before != value;
    }

    /** Gives an order that was given before a restart; one to a machine that is there no more leads nowhere. */
    void again(String topic, double value) {
        if (byTopic.containsKey(topic)) {
            give(topic, Double.toString(value).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What was ordered last, by topic. */
    Map<String, Double> given() {
        return new TreeMap<>(given);
    }

    private static IllegalArgumentException refused(String topic) {
        return new IllegalArgumentException("an order on " + topic + " is no number");
    }
}
