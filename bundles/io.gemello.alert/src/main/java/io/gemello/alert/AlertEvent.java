package io.gemello.alert;

import java.util.Locale;

/** What can happen to an alert. The first four come from the process, {@link #SHELF_TIME_OVER} from the clock, {@link #WITHDRAWN} from the site's rules, the others from people. */
enum AlertEvent {
    /** A level holds, none did before. */
    RAISED,
    /** A level that did not hold before is now the most severe. */
    WORSENED,
    /** The most severe level is over, another holds still. */
    EASED,
    /** No level holds any more. */
    RETURNED,
    ACKNOWLEDGE, RESET, SHELVE, UNSHELVE, TAKE_OUT, PUT_BACK, SHELF_TIME_OVER,
    /** Its rule, or its point, is not in the site any more. */
    WITHDRAWN;

    /** As history shows it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
