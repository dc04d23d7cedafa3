package io.gemello.core.rest;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.core.journal.FileJournals;
import io.gemello.core.journal.JournalStatus;
import io.gemello.core.journal.ReaderStatus;
import io.gemello.core.journal.ReadingLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/gemello/journal}: how the journals fare, who reads the readings and how far behind. */
public final class JournalEndpoint implements Endpoint {
    private final ReadingLog log;
    private final FileJournals journals;

    public JournalEndpoint(ReadingLog log, FileJournals journals) {
        this.log = log;
        this.journals = journals;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/journal", Role.VIEWER, this::status), new Route("DELETE", "/api/gemello/journal/readers/{name}", Role.INTEGRATOR, this::forget));
    }

    private Response status(Request request) {
        List<Object> readers = new ArrayList<>();
        for (ReaderStatus reader : log.readers()) {
            readers.add(Map.of("reader", reader.name(), "open", reader.open(), "lagBytes", reader.lagBytes(), "lagSeconds", reader.lagMillis() / 1e3, "missed", reader.missed()));
        }
        List<Object> all = new ArrayList<>();
        all.add(json(log.status()));
        journals.status().forEach(journal -> all.add(json(journal)));
        return Response.json(Map.of("readers", readers, "journals", all));
    }

    private static Map<String, Object> json(JournalStatus journal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("journal", journal.name());
        json.put("bytes", journal.bytes());
        json.put("segments", journal.segments());
        json.put("records", journal.writer().records());
        json.put("failed", journal.writer().failed());
        json.put("trouble", journal.writer().trouble());
        return json;
    }

    /** A sink that will not come back must not hold the journal. */
    private Response forget(Request request) throws IOException {
        try {
            log.forget(request.pathVariable("name"));
        } catch (IllegalStateException open) {
            throw new HttpProblem(409, "gemello:journal.reader-open", open.getMessage(), "Stop its bundle first.");
        }
        return Response.empty(204);
    }
}
