package io.gemello.alert;

import io.gemello.api.alert.AlertState;
import java.util.Optional;

/**
 * The state machine of one alert, after ISA-18.2: the state, and whether the condition holds, which goes on to be watched while the
 * alert is silenced.
 */
record Standing(AlertState state, boolean condition) {
    static final Standing NORMAL = new Standing(AlertState.NORMAL, false);

    /** Where this leads; empty for what cannot happen, or may not be done, in this state. @param latching whether a condition that is over keeps standing until it is reset */
    Optional<Standing> after(AlertEvent event, boolean latching) {
        AlertState next = switch (event) {
            case RAISED -> condition ? null : silenced() ? state : AlertState.UNACKNOWLEDGED;
            case WORSENED -> !condition ? null : silenced() ? state : AlertState.UNACKNOWLEDGED;
            case EASED -> condition ? state : null;
            case RETURNED -> condition ? returned(latching) : null;
            case ACKNOWLEDGE -> acknowledged();
            case RESET -> state == AlertState.LATCHED ? AlertState.NORMAL : null;
            case SHELVE -> state == AlertState.OUT_OF_SERVICE ? null : AlertState.SHELVED;
            case UNSHELVE, SHELF_TIME_OVER -> state == AlertState.SHELVED ? unsilenced() : null;
            case TAKE_OUT -> state == AlertState.OUT_OF_SERVICE ? null : AlertState.OUT_OF_SERVICE;
            case PUT_BACK -> state == AlertState.OUT_OF_SERVICE ? unsilenced() : null;
            case WITHDRAWN -> equals(NORMAL) ? null : AlertState.NORMAL;
        };
        if (next == null) {
            return Optional.empty();
        }
        boolean holds = event == AlertEvent.RAISED || condition && event != AlertEvent.RETURNED && event != AlertEvent.WITHDRAWN;
        return Optional.of(new Standing(next, holds));
    }

    private boolean silenced() {
        return state == AlertState.SHELVED || state == AlertState.OUT_OF_SERVICE;
    }

    private AlertState returned(boolean latching) {
        return switch (state) {
            case UNACKNOWLEDGED -> latching ? AlertState.LATCHED_UNACKNOWLEDGED : AlertState.RETURNED;
            case ACKNOWLEDGED -> latching ? AlertState.LATCHED : AlertState.NORMAL;
            default -> state;
        };
    }

    private AlertState acknowledged() {
        return switch (state) {
            case UNACKNOWLEDGED -> AlertState.ACKNOWLEDGED;
            case RETURNED -> AlertState.NORMAL;
            case LATCHED_UNACKNOWLEDGED -> AlertState.LATCHED;
            default -> null;
        };
    }

    /** Who comes back finds a condition that holds as one that he has not seen. */
    private AlertState unsilenced() {
        return condition ? AlertState.UNACKNOWLEDGED : AlertState.NORMAL;
    }
}
