package io.gemello.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was held when control ended: each is told its safe value until that has arrived, which is when its point shows it. One whose point does
 * not speak is told {@link #REPEATS} times: at a start, actuators may begin to listen after control has begun to speak. The control thread's
 * alone.
 */
final class Leftovers {
    static final int REPEATS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String WHY = "control ended before its safe value had arrived";
    private final List<Leftover> left = new ArrayList<>();
    private final Holdings holdings;
    private final CommandPath path;
    private final ControlHistory history;
    private final Readback readback;
    private final LongSupplier nanos;
    private final BooleanSupplier replaying;
    private boolean siteIsThere;

    private static final class Leftover {
        private final Holdings.Held held;
        private CompletableFuture<Void> underWay;
        private long sentNanos;
        private long sentAt;
        private int acknowledged;
        /** Site time at which the first message that was acknowledged was sent. */
        private long toldAt;
        private String missing = "it is not sent yet";

        Leftover(Holdings.Held held) {
            this.held = held;
        }
    }

    Leftovers(Holdings holdings, CommandPath path, ControlHistory history, ControlDesk.Sources sources) {
        this.holdings = holdings;
        this.path = path;
        this.history = history;
        readback = new Readback(sources.states(), sources.site());
        nanos = sources.nanos();
        replaying = sources.replaying();
        holdings.all().forEach(held -> left.add(new Leftover(held)));
    }

    /** Only now a point that is not known is one that the site does not have. */
    void siteIsThere() {
        siteIsThere = true;
    }

    /** Once a cycle. @param heldAnew whether a loop holds the actuator on that topic by now */
    void step(Predicate<String> heldAnew) {
        if (replaying.getAsBoolean()) {
            // What a recording shows was long ago.
            left.forEach(one -> one.missing = "a recording is played: it is told its safe value at the next start without one");
            return;
        }
        for (Iterator<Leftover> each = left.iterator(); each.hasNext();) {
            Leftover one = each.next();
            if (heldAnew.test(one.held.topic())) {
                each.remove();
                continue;
            }
            settle(one);
            if (one.acknowledged > 0) {
                one.missing = missing(one);
            }
            if (one.missing == null) {
                each.remove();
                arrived(one.held);
            } else if (one.underWay == null && (one.acknowledged == 0 || nanos.getAsLong() - one.sentNanos >= ActuatorCell.PATIENCE_NANOS)) {
                one.sentNanos = nanos.getAsLong();
                one.sentAt = readback.now();
                one.underWay = path.send(one.held.topic(), one.held.safe().getBytes(StandardCharsets.UTF_8)).toCompletableFuture();
            }
        }
    }

    private void settle(Leftover one) {
        if (one.underWay == null || !one.underWay.isDone() && nanos.getAsLong() - one.sentNanos < ActuatorCell.PATIENCE_NANOS) {
            return;
        }
        if (one.underWay.isDone() && !one.underWay.isCompletedExceptionally()) {
            if (one.acknowledged++ == 0) {
                one.toldAt = one.sentAt;
            }
        } else if (one.acknowledged == 0) {
            one.missing = one.underWay.isDone() ? one.underWay.handle((nothing, failure) -> String.valueOf(failure.getMessage())).join() : "the broker does not acknowledge it";
        }
        one.underWay = null;
    }

    private String missing(Leftover one) {
        if (one.held.speaks() && !siteIsThere) {
            return "no site is applied yet, so its point cannot be seen";
        }
        if (one.held.speaks() && readback.sees(one.held.point())) {
            return readback.missing(one.held.point(), one.held.value(), one.held.tolerance(), one.toldAt);
        }
        return one.acknowledged < REPEATS ? "nothing shows it, so it is said " + REPEATS + " times" : null;
    }

    private void arrived(Holdings.Held held) {
        history.add(new ControlEvent("safe", "", held.point(), held.value(), "control", WHY));
        LOG.warn("{} was brought to its safe value: {}", held.point(), WHY);
        try {
            holdings.remove(held.topic());
        } catch (IOException later) {
            LOG.debug("stays noted as held", later);
        }
    }

    /** By point: what is missing until its safe value has arrived. */
    Map<String, String> left() {
        Map<String, String> missing = new LinkedHashMap<>();
        left.forEach(one -> missing.put(one.held.point(), one.missing));
        return missing;
    }
}
