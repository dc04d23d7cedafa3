package io.gemello.series.duckdb;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code POST /api/gemello/sql} and {@code POST /api/gemello/series/backup}. */
final class StoreEndpoint implements Endpoint {
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");

    private final Questions questions;
    private final Backups backups;
    private final int mostRows;

    @FunctionalInterface
    interface Questions {
        SqlAnswer ask(String sql, int rows) throws IOException;
    }

    @FunctionalInterface
    interface Backups {
        Path make() throws IOException;
    }

    StoreEndpoint(Questions questions, Backups backups, int mostRows) {
        this.questions = questions;
        this.backups = backups;
        this.mostRows = mostRows;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/gemello/sql", Role.INTEGRATOR, this::sql), new Route("POST", "/api/gemello/series/backup", Role.INTEGRATOR, this::backup));
    }

    private Response sql(Request request) {
        boolean json = request.header("Content-Type").orElse("").startsWith("application/json");
        Map<?, ?> body = json && request.json() instanceof Map<?, ?> map ? map : Map.of();
        Object text = json ? body.get("sql") : new String(request.body(), StandardCharsets.UTF_8);
        if (!(text instanceof String sql) || sql.isBlank()) {
            throw new HttpProblem(400, "gemello:sql.empty", "There is no question.", "Send a SELECT as text, or JSON {\"sql\": \"SELECT …\", \"rows\": 100}.");
        }
        if (body.get("rows") != null && !(body.get("rows") instanceof Long rows && rows > 0)) {
            throw new HttpProblem(400, "gemello:sql.rows", "rows is not a number of rows.", "Write e.g. \"rows\": 100.");
        }
        int rows = body.get("rows") instanceof Long asked ? (int) Math.min(asked, mostRows) : mostRows;
        long start = System.nanoTime();
        try {
            SqlAnswer answer = questions.ask(sql, rows);
            return request.header("Accept").orElse("").contains("text/csv") ? csv(answer) : json(answer, (System.nanoTime() - start) / 1e9);
        } catch (SqlGuard.Refused refused) {
            throw new HttpProblem(400, "gemello:sql.refused", refused.getMessage(), "docs/series.md says what can be asked, and within what limits.");
        } catch (IOException away) {
            throw new HttpProblem(503, "gemello:series.away", "The time-series store cannot answer: " + away.getMessage(), "/health says how the store fares.", SOON);
        }
    }

    private static Response json(SqlAnswer answer, double seconds) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Object> columns = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            columns.add(Map.of("name", answer.columns().get(i), "type", answer.types().get(i)));
        }
        json.put("columns", columns);
        json.put("rows", answer.rows());
        json.put("more", answer.more());
        json.put("seconds", seconds);
        return Response.json(json);
    }

    private static Response csv(SqlAnswer answer) {
        StringBuilder csv = new StringBuilder(line(answer.columns()));
        answer.rows().forEach(row -> csv.append(line(row)));
        return Response.bytes("text/csv; charset=utf-8", csv.toString().getBytes(StandardCharsets.UTF_8)).header("Gemello-More", String.valueOf(answer.more()));
    }

    /** RFC 4180. */
    private static String line(List<?> cells) {
        return cells.stream().map(cell -> cell == null ? "" : cell.toString()).map(text -> text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(",", "", "\r\n"));
    }

    private Response backup(Request request) {
        try {
            return Response.json(Map.of("folder", backups.make().toString()));
        } catch (IOException failed) {
            throw new HttpProblem(503, "gemello:series.backup", "No backup was made: " + failed.getMessage(), "See that the disk has room for the store once more, and try again.", SOON);
        }
    }
}
