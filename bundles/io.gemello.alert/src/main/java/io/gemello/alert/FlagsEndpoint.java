package io.gemello.alert;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.alert.Alert;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.http.CsvTable;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/gemello/alerts/flags}: of every point what stands against it, in one word each: levels of its alerts, its state, the reasons of its newest reading's quality. */
final class FlagsEndpoint {
    private final AlertBoard board;
    private final AlertGuard guard;
    private final PointStates states;

    FlagsEndpoint(AlertBoard board, AlertGuard guard, PointStates states) {
        this.board = board;
        this.guard = guard;
        this.states = states;
    }

    /** Points with a flag only, in the site's order; {@code asset}, {@code point}. */
    Response list(Request request) {
        Query.only(request, "asset", "point");
        AssetGuard.Reader readable = guard.reader(request);
        Map<String, List<String>> byPoint = new HashMap<>();
        // What is silenced still holds: a flag says how a point is, not who has to act.
        board.all().stream().filter(Alert::condition).sorted((one, other) -> one.id().compareTo(other.id()))
            .forEach(alert -> byPoint.computeIfAbsent(alert.point().id(), id -> new ArrayList<>()).add(alert.rule() + ":" + alert.level()));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PointState state : states.all()) {
            List<String> flags = byPoint.getOrDefault(state.point().id(), new ArrayList<>());
            if (state.state() != PointState.State.LIVE) {
                flags.add(state.state().word());
            }
            if (state.latest() != null) {
                flags.addAll(Quality.reasons(state.latest().quality()));
            }
            boolean asked = request.query("asset").map(state.point().asset()::equals).orElse(true) && request.query("point").map(state.point().id()::equals).orElse(true);
            if (!flags.isEmpty() && asked && readable.reads(state.point())) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("point", state.point().id());
                row.put("asset", state.point().asset());
                row.put("flags", flags);
                rows.add(row);
            }
        }
        return CsvTable.wanted(request) ? CsvTable.of("flags", rows) : Response.json(Map.of("flags", rows));
    }
}
