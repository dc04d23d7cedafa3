package io.gemello.bim;

import io.gemello.api.access.Audit;
import io.gemello.api.bim.OverrideExporter;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The exporters that are there, and {@code /bim/exports}. Any thread. */
final class Exports implements AutoCloseable {
    private final Supplier<BimSnapshot> snapshots;
    private final Supplier<Audit> audit;
    private final Map<OverrideExporter, ExportRun> runs = new IdentityHashMap<>();

    /** @param audit gives null while there is none */
    Exports(Supplier<BimSnapshot> snapshots, Supplier<Audit> audit) {
        this.snapshots = snapshots;
        this.audit = audit;
    }

    void add(OverrideExporter exporter, Map<String, Object> properties) {
        String name = String.valueOf(properties.getOrDefault(OverrideExporter.NAME, properties.getOrDefault("component.name", exporter.getClass().getName())));
        long pause = seconds(properties.get(OverrideExporter.PAUSE), 1);
        long every = seconds(properties.get(OverrideExporter.EVERY), 0);
        synchronized (runs) {
            runs.put(exporter, new ExportRun(name, exporter, snapshots, pause, every));
        }
    }

    /** What cannot be read is as if it were not given. */
    private static long seconds(Object given, long otherwise) {
        String text = String.valueOf(given);
        return TimeUnit.SECONDS.toNanos(text.matches("[0-9]{1,7}") ? Long.parseLong(text) : otherwise);
    }

    void remove(OverrideExporter exporter) {
        ExportRun run;
        synchronized (runs) {
            run = runs.remove(exporter);
        }
        if (run != null) {
            run.close();
        }
    }

    private List<ExportRun> all() {
        synchronized (runs) {
            return new ArrayList<>(runs.values());
        }
    }

    /** There is a new snapshot. */
    void wake() {
        all().forEach(ExportRun::wake);
    }

    List<ExportRun.Account> accounts() {
        return all().stream().map(ExportRun::account).sorted((one, other) -> one.name().compareTo(other.name())).toList();
    }

    Response list(Request request) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ExportRun.Account account : accounts()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", account.name());
            row.put("exports", account.exports());
            row.put("failures", account.failures());
            row.put("last", account.last());
            row.put("etag", account.etag());
            row.put("trouble", account.trouble());
            rows.add(row);
        }
        return Response.json(Map.of("exports", rows));
    }

    /** Calls one now; the answer does not wait for it. */
    Response now(Request request) {
        String name = request.pathVariable("name");
        ExportRun run = all().stream().filter(one -> one.account().name().equals(name)).findFirst()
            .orElseThrow(() -> new HttpProblem(404, "gemello:bim.unknown-export", "There is no export '" + name + "'.", "GET /bim/exports lists them."));
        run.ask();
        Audit trail = audit.get();
        if (trail != null) {
            trail.record(request.subject(), "bim.export", name, "done");
        }
        return Response.empty(202);
    }

    @Override
    public void close() {
        all().forEach(ExportRun::close);
    }
}
