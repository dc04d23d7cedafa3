package io.gemello.control;

/** What control counts. Written by its thread, read by any. */
final class ControlCounts {
    volatile long cycles;
    /** Cycles that began late by more than a whole one. */
    volatile long late;
    volatile long decisions;
    /** Messages to actuators, repetitions too. */
    volatile long sent;
    volatile long sendFailures;
    /** Commands cut to the actuator's bounds. */
    volatile long cut;
    /** Commands that were no number, or for an actuator that is not the loop's. */
    volatile long refused;
    /** Commands of loops without a lease. */
    volatile long dry;
    volatile long overruled;
    volatile long loopFailures;
    /** Times an actuator was brought to its safe value. */
    volatile long safe;
    /** Nanoseconds that the last cycle took. */
    volatile long took;
}
