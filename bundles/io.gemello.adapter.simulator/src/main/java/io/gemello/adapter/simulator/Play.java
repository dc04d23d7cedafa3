package io.gemello.adapter.simulator;

import java.util.List;
import java.util.Map;

/** What is played. Used by the simulator's thread. */
interface Play {
    /** What all devices send now. */
    List<Message> at(long epochMillis);

    /** What its actuators can be told. */
    default Orders orders() {
        return Orders.none();
    }

    /** What can be broken in it. */
    default Faults faults() {
        return Faults.none();
    }

    /** What was broken and set in it and how it stands, to be {@link #recall recalled} after a restart. */
    default Map<String, String> remember() {
        return Map.of();
    }

    /** @param kept what {@link #remember} returned, perhaps of another version; before the first {@link #at} */
    default void recall(Map<String, String> kept) {}
}
