package io.gemello.alert;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.http.CsvTable;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can be read: {@code /api/gemello/alerts}, one of them, and the history. */
final class AlertsEndpoint {
    private static final List<String> STATES = Stream.concat(Arrays.stream(AlertState.values()).map(AlertState::word), Stream.of("all")).toList();
    private static final List<String> PRIORITIES = Arrays.stream(Priority.values()).map(Priority::word).toList();
    private static final List<String> EVENTS = Arrays.stream(AlertEvent.values()).map(AlertEvent::word).toList();
    private final AlertBoard board;
    private final AlertGuard guard;

    AlertsEndpoint(AlertBoard board, AlertGuard guard) {
        this.board = board;
        this.guard = guard;
    }

    /** Every alert that is not normal; {@code state=} (also {@code normal} or {@code all}), {@code priority}, {@code asset}, {@code point}, {@code rule}. */
    Response list(Request request) {
        Query.only(request, "state", "priority", "asset", "point", "rule", "limit", "cursor");
        String state = Query.word(request, "state", STATES);
        Query.word(request, "priority", PRIORITIES);
        AssetGuard.Reader readable = guard.reader(request);
        Predicate<Alert> wanted = alert -> (state.isEmpty() ? alert.state() != AlertState.NORMAL : state.equals("all") || state.equals(alert.state().word()))
            && fits(request, "priority", alert.priority().word()) && fits(request, "asset", alert.point().asset()) && fits(request, "point", alert.point().id())
            && fits(request, "rule", alert.rule()) && readable.reads(alert.point());
        List<Alert> all = board.all().stream().filter(wanted).sorted(Comparator.comparing(ListPlace::of)).toList();
        int limit = Query.limit(request);
        Optional<ListPlace> after = request.query("cursor").map(ListPlace::parse);
        List<Alert> rest = after.map(place -> all.stream().filter(alert -> ListPlace.of(alert).compareTo(place) > 0).toList()).orElse(all);
        List<Alert> page = rest.subList(0, Math.min(rest.size(), limit));
        return answer(request, "alerts", page.stream().map(AlertJson::of).toList(), page.size() < rest.size() ? ListPlace.of(page.get(limit - 1)).cursor() : null, all.size());
    }

    Response one(Request request) {
        Query.only(request);
        return Response.json(AlertJson.of(guard.alert(request, board)));
    }

    /** Newest first; {@code alert}, {@code rule}, {@code asset}, {@code point}, {@code actor}, {@code event}, {@code from} and {@code to} in source time. */
    Response history(Request request) throws IOException {
        Query.only(request, "alert", "rule", "asset", "point", "actor", "event", "from", "to", "limit", "cursor");
        Query.word(request, "event", EVENTS);
        AssetGuard.Reader readable = guard.reader(request);
        long from = Query.time(request, "from", Long.MIN_VALUE);
        long to = Query.time(request, "to", Long.MAX_VALUE);
        AlertHistory history = board.history();
        if (history == null) {
            throw AlertGuard.away(board.trouble());
        }
        AlertHistory.Page page = history.read(entry -> fits(request, "alert", entry.alert()) && fits(request, "rule", entry.rule()) && fits(request, "asset", entry.asset())
            && fits(request, "point", entry.point()) && fits(request, "actor", entry.actor()) && fits(request, "event", entry.event().word())
            && entry.at() >= from && entry.at() < to && readable.points().test(entry.asset(), entry.point()), Query.number(request, "cursor", Long.MAX_VALUE), Query.limit(request));
        List<Map<String, Object>> rows = new ArrayList<>();
        page.transitions().forEach(entry -> rows.add(AlertJson.of(entry)));
        return answer(request, "history", rows, page.next() == 0 ? null : Long.toString(page.next()), -1);
    }

    private static boolean fits(Request request, String name, String text) {
        return request.query(name).map(text::equals).orElse(true);
    }

    /** @param total -1 where it is not known */
    private static Response answer(Request request, String name, List<Map<String, Object>> rows, String cursor, int total) {
        if (CsvTable.wanted(request)) {
            Response table = CsvTable.of(name, rows);
            return cursor == null ? table : table.header("Link", "<" + Query.next(request, cursor) + ">; rel=\"next\"");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(name, rows);
        json.put("cursor", cursor);
        if (total >= 0) {
            json.put("total", total);
        }
        return Response.json(json);
    }
}
