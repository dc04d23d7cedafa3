package io.gemello.export.bcf;

import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.AlertStep;
import io.gemello.api.alert.Priority;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * One time that an alert stood, from normal to normal. Immutable.
 *
 * @param steps in their order, never empty
 * @param priority of the last step in which it stood
 */
record Occurrence(List<AlertStep> steps, Priority priority) {
    Occurrence {
        steps = List.copyOf(steps);
    }

    AlertStep first() {
        return steps.get(0);
    }

    AlertStep last() {
        return steps.get(steps.size() - 1);
    }

    boolean over() {
        return last().to() == AlertState.NORMAL;
    }

    /** What it last said of itself; people's steps and its end say nothing new. */
    String message() {
        String said = first().message();
        for (AlertStep step : steps) {
            said = step.byPerson() || step.to() == AlertState.NORMAL || step.message().isBlank() ? said : step.message();
        }
        return said.isBlank() ? first().alert() : said;
    }

    /** The same in every export (RFC 9562, version 3): who imports a file again finds the issue that he has, and no second one. */
    UUID guid(String site) {
        return named(site + "/" + first().alert() + "/" + first().at());
    }

    static UUID named(String what) {
        return UUID.nameUUIDFromBytes(("gemello/bcf/" + what).getBytes(StandardCharsets.UTF_8));
    }
}
