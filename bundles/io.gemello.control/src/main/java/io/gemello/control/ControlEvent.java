package io.gemello.control;

/**
 * Something that happened, for the history.
 *
 * @param what {@code arm}, {@code extend}, {@code disarm}, {@code lease-over}, {@code blind}, {@code sighted}, {@code write}, {@code safe}, {@code cut}, {@code failed}
 * @param loop empty for none
 * @param point the actuator's; empty for none
 * @param value what was written, NaN for none
 * @param actor a user, or {@code control}
 */
record ControlEvent(String what, String loop, String point, double value, String actor, String reason) {}
