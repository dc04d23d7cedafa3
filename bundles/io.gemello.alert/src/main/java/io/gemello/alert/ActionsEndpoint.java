package io.gemello.alert;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleOptions;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What people do to alerts: {@code POST /api/gemello/alerts/{id}/ack} and its siblings. The answer comes when it is on the disk. */
final class ActionsEndpoint {
    private static final int LONGEST_COMMENT = 1_000;
    private static final Duration LONGEST_SHELF = Duration.ofDays(7);
    private final AlertBoard board;
    private final AlertGuard guard;
    private final Function<AlertAction, CompletionStage<Alert>> engine;

    ActionsEndpoint(AlertBoard board, AlertGuard guard, Function<AlertAction, CompletionStage<Alert>> engine) {
        this.board = board;
        this.guard = guard;
        this.engine = engine;
    }

    Response act(Request request, AlertEvent event) {
        String id = guard.alert(request, board).id();
        Map<?, ?> body = body(request);
        String comment = comment(body, event);
        Duration time = event == AlertEvent.SHELVE ? time(body) : null;
        if (board.history() == null) {
            throw AlertGuard.away(board.trouble());
        }
        CompletionStage<Alert> done = engine.apply(new AlertAction(id, event, time, comment, request.subject()));
        return Response.later(done.handle((alert, fault) -> answer(id, alert, fault)));
    }

    private Response answer(String id, Alert alert, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof AlertEngine.Refusal) {
            throw new HttpProblem(409, "gemello:alerts.state", "Alert '" + id + "' cannot be changed so: " + cause.getMessage() + ".", "docs/alerts.md says what can be done in which state.");
        }
        if (cause != null) {
            throw AlertGuard.away(cause.getMessage());
        }
        if (alert == null) {
            throw new HttpProblem(404, "gemello:alerts.unknown", "There is no alert '" + id + "' any more.", "Its rule has been taken out of the site.");
        }
        return Response.json(AlertJson.of(alert));
    }

    private static Map<?, ?> body(Request request) {
        if (request.body().length == 0) {
            return Map.of();
        }
        if (request.json() instanceof Map<?, ?> map) {
            for (Object name : map.keySet()) {
                if (!name.equals("comment") && !name.equals("time")) {
                    throw new HttpProblem(400, "gemello:alerts.body", "'" + name + "' is not understood.", "Write {\"comment\": TEXT}, for shelve also \"time\".");
                }
            }
            return map;
        }
        throw new HttpProblem(400, "gemello:alerts.body", "The body is no JSON object.", "Write {\"comment\": TEXT}, for shelve also \"time\".");
    }

    /** Who silences an alert says why. */
    private static String comment(Map<?, ?> body, AlertEvent event) {
        Object given = body.get("comment");
        if (given != null && !(given instanceof String)) {
            throw new HttpProblem(400, "gemello:alerts.comment", "The comment is no text.", "Write {\"comment\": TEXT}, in quotation marks.");
        }
        String text = given == null ? "" : given.toString().strip();
        // It is shown on one line, and in logs and tables of others.
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new HttpProblem(400, "gemello:alerts.comment", "The comment has a line break or another control character.", "Write it on one line.");
        }
        if (text.length() > LONGEST_COMMENT) {
            throw new HttpProblem(400, "gemello:alerts.comment", "The comment has more than " + LONGEST_COMMENT + " characters.", "Make it shorter.");
        }
        if (text.isEmpty() && (event == AlertEvent.SHELVE || event == AlertEvent.TAKE_OUT)) {
            throw new HttpProblem(400, "gemello:alerts.comment", "A comment is missing.", "Say why the alert is silenced: {\"comment\": TEXT}.");
        }
        return text;
    }

    private static Duration time(Map<?, ?> body) {
        Object given = body.get("time");
        try {
            Duration time = given == null ? Duration.ZERO : Duration.ofNanos(RuleOptions.duration(Map.of("time", given), "time", 0));
            if (!time.isZero() && time.compareTo(LONGEST_SHELF) <= 0) {
                return time;
            }
        } catch (RuleFault no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:alerts.time", "time=" + given + " is not possible.", "Say for how long the alert is shelved, at most seven days: {\"time\": \"30 min\", \"comment\": TEXT}.");
    }
}
