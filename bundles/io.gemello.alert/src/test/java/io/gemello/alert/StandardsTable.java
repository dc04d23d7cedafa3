package io.gemello.alert;

import io.gemello.api.alert.AlertState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The transitions of ISA-18.2's state diagram, row by row. N normal, U unacknowledged, A acknowledged, R returned unacknowledged,
 * L latched unacknowledged, K latched acknowledged, S shelved, O out of service; a small s or o is the silenced state while the
 * condition does not hold. The columns are the events; {@code .} is what cannot happen. Two letters: not latching / latching.
 */
final class StandardsTable {
    private static final String TABLE = """
            RAISED WORSENED EASED RETURNED ACKNOWLEDGE RESET SHELVE UNSHELVE TAKE_OUT PUT_BACK SHELF_TIME_OVER WITHDRAWN
        N   U      .        .     .        .           .     s      .        o        .        .               .
        U   .      U        U     R/L      A           .     S      .        O        .        .               N
        A   .      U        A     N/K      .           .     S      .        O        .        .               N
        R   U      .        .     .        N           .     s      .        o        .        .               N
        L   U      .        .     .        K           .     s      .        o        .        .               N
        K   U      .        .     .        .           N     s      .        o        .        .               N
        S   .      S        S     s        .           .     S      U        O        .        U               N
        s   S      .        .     .        .           .     s      N        o        .        N               N
        O   .      O        O     o        .           .     .      .        .        U        .               N
        o   O      .        .     .        .           .     .      .        .        N        .               N
        """;
    private final Map<String, Map<AlertEvent, String>> rows = new HashMap<>();

    StandardsTable() {
        String[] lines = TABLE.strip().split("\n");
        String[] events = lines[0].strip().split("\\s+");
        for (int row = 1; row < lines.length; row++) {
            String[] cells = lines[row].strip().split("\\s+");
            Map<AlertEvent, String> to = new EnumMap<>(AlertEvent.class);
            for (int i = 0; i < events.length; i++) {
                to.put(AlertEvent.valueOf(events[i]), cells[i + 1]);
            }
            rows.put(cells[0], to);
        }
    }

    /** The letter of what follows; a dot where that cannot happen. */
    String after(String letter, AlertEvent event, boolean latching) {
        String[] cell = rows.get(letter).get(event).split("/");
        return cell[latching ? cell.length - 1 : 0];
    }

    static String letter(AlertState state, boolean condition) {
        return switch (state) {
            case NORMAL -> "N";
            case UNACKNOWLEDGED -> "U";
            case ACKNOWLEDGED -> "A";
            case RETURNED -> "R";
            case LATCHED_UNACKNOWLEDGED -> "L";
            case LATCHED -> "K";
            case SHELVED -> condition ? "S" : "s";
            case OUT_OF_SERVICE -> condition ? "O" : "o";
        };
    }
}
