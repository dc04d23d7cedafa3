package io.gemello.alert;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.http.HttpProblem;
import java.util.Comparator;

/**
 * Where an alert stands in the list: what nobody has to act on for now last; the most urgent first; the newest first among those; then by id.
 * As a cursor it is a place, not an alert: it leads on also when the alert that stood there has moved or gone.
 *
 * @param raised UTC nanoseconds
 */
record ListPlace(boolean quiet, Priority priority, long raised, String id) implements Comparable<ListPlace> {
    private static final Comparator<ListPlace> ORDER = Comparator.comparing(ListPlace::quiet).thenComparing(ListPlace::priority, Comparator.reverseOrder())
        .thenComparing(Comparator.comparingLong(ListPlace::raised).reversed()).thenComparing(ListPlace::id);
    private static final int PARTS = 4;

    static ListPlace of(Alert alert) {
        boolean quiet = alert.state() == AlertState.NORMAL || alert.state() == AlertState.SHELVED || alert.state() == AlertState.OUT_OF_SERVICE;
        return new ListPlace(quiet, alert.priority(), alert.raised(), alert.id());
    }

    /** @throws HttpProblem 400 for what no page has given */
    static ListPlace parse(String cursor) {
        String[] parts = cursor.split("~", PARTS);
        try {
            if (parts.length == PARTS && parts[0].matches("[01]")) {
                return new ListPlace(parts[0].equals("1"), Priority.valueOf(parts[1]), Long.parseLong(parts[2]), parts[PARTS - 1]);
            }
        } catch (IllegalArgumentException no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:query.cursor", "cursor is not possible.", "Give the cursor of the page before, or none.");
    }

    String cursor() {
        return (quiet ? 1 : 0) + "~" + priority + "~" + raised + "~" + id;
    }

    @Override
    public int compareTo(ListPlace other) {
        return ORDER.compare(this, other);
    }
}
