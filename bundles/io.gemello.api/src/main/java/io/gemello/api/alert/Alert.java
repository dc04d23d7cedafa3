package io.gemello.api.alert;

import io.gemello.api.catalogue.Point;

/**
 * One rule's state for one point.
 *
 * @param id {@code RULE@POINT}; stays with them as long as the data folder lives
 * @param rule name of the rule
 * @param condition whether what the rule looks for is so now, whatever {@link #state} says
 * @param level which of the rule's levels holds, or held last, e.g. {@code hihi}; empty where none ever did
 * @param message for people, with the values of the moment it was made
 * @param value what the rule compared when the state last changed, NaN for none
 * @param since when the state began, source time of what brought it about, UTC nanoseconds
 * @param raised when the condition last began, source time; 0 for never
 * @param until end of shelving, site time; 0 when not shelved
 */
public record Alert(String id, String rule, Point point, AlertState state, boolean condition, String level, Priority priority, String message,
                    double value, long since, long raised, long until) {}
