package io.gemello.core.rest;

import io.gemello.api.access.Role;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.core.ReaderOutlook;
import io.gemello.core.journal.FileJournals;
import io.gemello.core.journal.JournalStatus;
import io.gemello.core.journal.ReaderStatus;
import io.gemello.core.journal.ReadingLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /api/gemello/journal}: how the journals fare, who reads the readings and how far behind. */
public final class JournalEndpoint implements Endpoint {
    private final ReadingLog log;
    private final FileJournals journals;
    private final Function<ReaderStatus, ReaderOutlook> outlook;
    private final Supplier<OptionalDouble> growth;

    /** @param outlook how a reader fares @param growth of the journal of readings, bytes a second; empty while too little is known */
    public JournalEndpoint(ReadingLog log, FileJournals journals, Function<ReaderStatus, ReaderOutlook> outlook, Supplier<OptionalDouble> growth) {
        this.log = log;
        this.journals = journals;
        this.outlook = outlook;
        this.growth = growth;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/journal", Role.VIEWER, this::status), new Route("DELETE", "/api/gemello/journal/readers/{name}", Role.INTEGRATOR, this::forget));
    }

    private Response status(Request request) {
        String state = request.query("state").orElse(null);
        List<ReaderStatus> known = log.readers();
        Map<String, Object> page = Paging.page(request, "readers", known, reader -> state == null || outlook.apply(reader).state().name().equalsIgnoreCase(state), ReaderStatus::name, this::json);
        List<Object> all = new ArrayList<>();
        all.add(json(log.status()));
        journals.status().forEach(journal -> all.add(json(journal)));
        page.put("journals", all);
        page.put("maxBytes", log.bounds().maxBytes());
        page.put("maxAgeSeconds", log.bounds().maxAge().toSeconds());
        OptionalDouble rate = growth.get();
        page.put("bytesPerSecond", rate.isPresent() ? rate.getAsDouble() : null);
        return Response.json(page);
    }

    private Map<String, Object> json(ReaderStatus reader) {
        ReaderOutlook now = outlook.apply(reader);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reader", reader.name());
        json.put("open", reader.open());
        json.put("state", now.state().name().toLowerCase(Locale.ROOT));
        json.put("message", now.message());
        json.put("remedy", now.remedy());
        json.put("lagBytes", reader.lagBytes());
        json.put("lagSeconds", reader.lagMillis() / 1e3);
        json.put("keepBytes", now.keepBytes());
        json.put("keepSeconds", now.keepSeconds().isPresent() ? now.keepSeconds().getAsDouble() : null);
        json.put("missed", reader.missed());
        return json;
    }

    private static Map<String, Object> json(JournalStatus journal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("journal", journal.name());
        json.put("bytes", journal.bytes());
        json.put("segments", journal.segments());
        json.put("records", journal.writer().records());
        json.put("failed", journal.writer().failed());
        json.put("trouble", journal.writer().trouble());
        json.put("since", journal.writer().since());
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
