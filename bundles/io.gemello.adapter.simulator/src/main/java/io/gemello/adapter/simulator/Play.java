package io.gemello.adapter.simulator;

import java.util.List;

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
}
