package io.gemello.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was held when control ended without a farewell: each is told its safe value until that has arrived. The control thread's alone. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private final List<Leftover> left = new ArrayList<>();
    private final Holdings holdings;
    private final CommandPath path;
    private final ControlHistory history;
    private final LongSupplier nanos;

    private static final class Leftover {
        private final Holdings.Held held;
        private CompletableFuture<Void> underWay;
        private long sentAt;
        private boolean failed;

        Leftover(Holdings.Held held) {
            this.held = held;
        }
    }

    /** @param nanos monotonic */
    Leftovers(Holdings holdings, CommandPath path, ControlHistory history, LongSupplier nanos) {
        this.nanos = nanos;
        this.holdings = holdings;
        this.path = path;
        this.history = history;
        holdings.all().forEach(held -> left.add(new Leftover(held)));
    }

    /** Once a cycle. @param heldAnew whether a loop holds the actuator on that topic by now */
    void step(Predicate<String> heldAnew) {
        for (Iterator<Leftover> each = left.iterator(); each.hasNext();) {
            Leftover one = each.next();
            boolean arrived = one.underWay != null && one.underWay.isDone() && !one.underWay.isCompletedExceptionally();
            if (heldAnew.test(one.held.topic())) {
                each.remove();
            } else if (arrived) {
                each.remove();
                String why = "control ended without a farewell while it held it";
                history.add(new ControlEvent("safe", "", one.held.point(), Double.NaN, "control", why));
                LOG.warn("{} was told its safe value: {}", one.held.point(), why);
                try {
                    holdings.remove(one.held.topic());
                } catch (IOException later) {
                    LOG.debug("stays noted as held", later);
                }
            } else if (one.underWay == null || one.underWay.isDone() || nanos.getAsLong() - one.sentAt >= ActuatorCell.PATIENCE_NANOS) {
                one.failed = one.underWay != null;
                one.sentAt = nanos.getAsLong();
                one.underWay = path.send(one.held.topic(), one.held.safe().getBytes(StandardCharsets.UTF_8)).toCompletableFuture();
            }
        }
    }

    /** Points of actuators that could not be told their safe values yet. */
    List<String> stuck() {
        return left.stream().filter(one -> one.failed).map(one -> one.held.point()).toList();
    }
}
