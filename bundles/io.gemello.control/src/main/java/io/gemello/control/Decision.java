package io.gemello.control;

/**
 * What became of a command in the last cycle.
 *
 * @param point the actuator's
 * @param asked what the loop wants
 * @param cut the same within the actuator's bounds
 * @param reason the loop's
 * @param outcome a sentence: what was done with it, and why
 */
record Decision(String point, double asked, double cut, String reason, String outcome) {}
