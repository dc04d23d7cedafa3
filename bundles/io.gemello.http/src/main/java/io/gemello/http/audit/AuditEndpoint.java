package io.gemello.http.audit;

import io.gemello.api.access.Role;
import io.gemello.api.http.CsvTable;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/gemello/audit}: who changed what, newest first. {@code who} and {@code what} fit whole, or by their beginning with a {@code *} at the end. */
@Component
public final class AuditEndpoint implements Endpoint {
    private static final int USUAL = 200;
    private static final int MOST = 10_000;
    private final AuditTrail trail;

    @Activate
    public AuditEndpoint(@Reference AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/audit", Role.INTEGRATOR, this::read));
    }

    private Response read(Request request) throws IOException {
        Predicate<AuditEntry> wanted = filter(request);
        long before = number(request, "cursor", Long.MAX_VALUE, Long.MAX_VALUE);
        int limit = (int) number(request, "limit", USUAL, MOST);
        AuditPages pages = trail.pages();
        if (pages == null) {
            throw new HttpProblem(503, "gemello:audit.away", "The audit trail's journal is away.", "What happens meanwhile is kept; ask again when the bundle io.gemello.core runs.", Map.of("Retry-After", "5"));
        }
        AuditPages.Page page = pages.read(wanted, before, limit);
        List<Map<String, Object>> rows = page.entries().stream().map(AuditEntry::json).toList();
        if (CsvTable.wanted(request)) {
            Response table = CsvTable.of("audit", AuditEntry.COLUMNS, rows);
            return page.next() == null ? table : table.header("Link", "<" + next(request, page.next()) + ">; rel=\"next\"");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("audit", rows);
        json.put("cursor", page.next() == null ? null : page.next().toString());
        return Response.json(json);
    }

    private static String next(Request request, long cursor) {
        String kept = request.query().entrySet().stream().filter(one -> !one.getKey().equals("cursor"))
            .map(one -> escape(one.getKey()) + "=" + escape(one.getValue().get(0)) + "&").collect(Collectors.joining());
        return request.path() + "?" + kept + "cursor=" + cursor;
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Predicate<AuditEntry> filter(Request request) {
        Optional<String> who = request.query("who");
        Optional<String> what = request.query("what");
        Optional<Instant> from = request.query("from").map(text -> time("from", text));
        Optional<Instant> to = request.query("to").map(text -> time("to", text));
        return entry -> who.map(text -> fits(text, entry.who())).orElse(true) && what.map(text -> fits(text, entry.what())).orElse(true)
            && from.map(time -> !entry.time().isBefore(time)).orElse(true) && to.map(time -> entry.time().isBefore(time)).orElse(true);
    }

    private static boolean fits(String wanted, String text) {
        return wanted.endsWith("*") ? text.startsWith(wanted.substring(0, wanted.length() - 1)) : text.equals(wanted);
    }

    private static Instant time(String name, String text) {
        try {
            // A '+' of an offset that was not escaped arrives as a blank.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException no) {
            throw new HttpProblem(400, "gemello:query.time", name + " is no time.", "Write ISO-8601, e.g. 2025-06-03T14:00:00Z.");
        }
    }

    private static long number(Request request, String name, long usual, long most) {
        Optional<String> text = request.query(name);
        try {
            long number = text.map(Long::parseLong).orElse(usual);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:query." + name, name + " is not possible.", name.equals("cursor") ? "Give the cursor of the page before, or none." : "Give a number from 1 to " + most + ".");
    }
}
