package io.gemello.api.alert;

import io.gemello.api.catalogue.Point;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A rule made ready for one point. It keeps nothing itself: what it has to remember lies in the numbers that it is given, which the engine makes durable. */
@ConsumerType
public interface RuleCheck {
    /** One way in which the rule can hold. @param name e.g. {@code hihi} @param limit for messages, in the unit of {@link Verdict#value}; NaN for none */
    record Level(String name, double limit) {}

    /** The most severe first; at least one, at most 16; never changes. */
    List<Level> levels();

    /** The points whose readings matter besides the rule's own; never changes. */
    default List<Point> others() {
        return List.of();
    }

    /** How many numbers it has to remember; they are zero at first. */
    int memory();

    /** @param memory to be read and changed; not to be kept */
    Verdict judge(RuleMoment moment, double[] memory);
}
