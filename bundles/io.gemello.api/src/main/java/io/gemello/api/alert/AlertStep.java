package io.gemello.api.alert;

/**
 * One line of the alerts' history.
 *
 * @param number counts all steps of a data folder, from 1
 * @param alert id, {@code RULE@POINT}
 * @param event what happened, e.g. {@code raised}, {@code acknowledge}
 * @param level as of {@link Alert}
 * @param value what was compared; NaN for none
 * @param at source time of what brought it about, UTC nanoseconds
 * @param decided site time when it was decided, UTC nanoseconds
 * @param actor a user's name; {@code process}, {@code clock} or {@code site} where no person did it
 * @param reason a person's comment, or why the site did it; empty for none
 */
public record AlertStep(long number, String alert, String rule, String point, String asset, String event, AlertState from, AlertState to, String level, Priority priority,
                        String message, double value, long at, long decided, String actor, String reason) {
    /** Whether a person did it. */
    public boolean byPerson() {
        return !actor.equals("process") && !actor.equals("clock") && !actor.equals("site");
    }
}
