package io.gemello.alert;

import io.gemello.api.alert.Priority;
import io.gemello.api.alert.RuleCheck;
import io.gemello.api.catalogue.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A rule made ready for one point.
 *
 * @param assetName for people
 * @param worst the worst {@link io.gemello.api.reading.Quality} level that a reading may have
 * @param onDelays of each level, nanoseconds
 * @param priorities of each level
 * @param print of everything that gives its memory a meaning: with another one the memory is begun anew
 */
record BoundRule(String rule, Point point, String assetName, RuleCheck check, int worst, long[] onDelays, long offDelay, boolean latching, List<Priority> priorities,
                 Message message, int print) {
    String id() {
        return rule + "@" + point.id();
    }

    /** The point it is for, and those it compares with. */
    List<Point> points() {
        List<Point> all = new ArrayList<>(check.others());
        all.add(0, point);
        return all;
    }

    /** Empty where the rule has no such level (any more). */
    Optional<Priority> priority(String level) {
        List<RuleCheck.Level> levels = check.levels();
        return IntStream.range(0, levels.size()).filter(i -> levels.get(i).name().equals(level)).mapToObj(priorities::get).findFirst();
    }

    /** @param level index; the most severe that holds */
    String say(int level, double value) {
        RuleCheck.Level at = check.levels().get(level);
        return message.with(Map.of("name", assetName, "asset", point.asset(), "point", point.id(), "feature", point.feature(), "quantity", point.quantity(), "unit", point.unit(),
            "level", at.name(), "value", Message.number(value), "limit", Message.number(at.limit())));
    }
}
