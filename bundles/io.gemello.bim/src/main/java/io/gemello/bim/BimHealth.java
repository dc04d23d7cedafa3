package io.gemello.bim;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthBook;
import io.gemello.api.health.Metrics;
import io.gemello.bim.mapping.Mapper;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.bim.register.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the model and what hangs on it fare. */
final class BimHealth {
    private final ModelShelf shelf;
    private final LiveLoop loop;
    private final AggregateFeed aggregates;
    private final Exports exports;
    private final LiveStreams streams;
    private final DoctorHealth doctor;
    private final RegisterShelf registers;
    private final HealthBook standing = new HealthBook();

    BimHealth(ModelShelf shelf, LiveLoop loop, AggregateFeed aggregates, Exports exports, LiveStreams streams, DoctorHealth doctor, RegisterShelf registers) {
        this.shelf = shelf;
        this.loop = loop;
        this.aggregates = aggregates;
        this.exports = exports;
        this.streams = streams;
        this.doctor = doctor;
        this.registers = registers;
    }

    synchronized List<Health> check() {
        List<Health> all = new ArrayList<>();
        SiteModel model = shelf.model();
        String trouble = shelf.trouble();
        if (trouble != null) {
            all.add(standing.now("bim.model", Health.State.WARN, "the model is not used: " + trouble, model == null ? "put a model that can be read there" : "put a model that can be read there; the one from before goes on"));
        } else {
            all.add(standing.now("bim.model", Health.State.OK, model == null ? "the site has no model" : model.ifc().objects().size() + " objects of " + model.file().getFileName(), ""));
        }
        all.add(live());
        all.add(mapping());
        all.add(doctor.check(standing::now));
        registers.all().forEach(register -> all.add(register(register)));
        for (ExportRun.Account account : exports.accounts()) {
            String name = "bim.export." + account.name();
            all.add(account.trouble() == null ? standing.now(name, Health.State.OK, account.exports() + " exports", "")
                : standing.now(name, Health.State.WARN, "the export failed: " + account.trouble(), "mend what it writes to; it is tried again by itself, and by POST /bim/exports/" + account.name()));
        }
        return all;
    }

    /** What has no element is no fault: most sites measure more than their model shows. */
    private Health mapping() {
        Map<String, Integer> counts = Mapper.counts(loop.snapshot().plan().mapping());
        int dangling = counts.get(Status.DANGLING.word());
        int ambiguous = counts.get(Status.AMBIGUOUS.word());
        if (dangling + ambiguous > 0) {
            return standing.now("bim.mapping", Health.State.WARN, dangling + " assets and points are mapped on elements that the model does not have, and " + ambiguous + " fit several elements",
                "GET /bim/mapping?status=dangling and ?status=ambiguous list them; correct the site's columns or rules, or decide on each");
        }
        return standing.now("bim.mapping", Health.State.OK, counts.get(Status.MATCHED.word()) + " assets and points are mapped, " + counts.get(Status.UNMATCHED.word()) + " are not", "");
    }

    private Health register(Register register) {
        List<String> faults = register.faults();
        String name = "bim.register." + register.file();
        return faults.isEmpty() ? standing.now(name, Health.State.OK, register.rows().size() + " rows", "")
            : standing.now(name, Health.State.WARN, faults.get(0) + (faults.size() > 1 ? "; and " + (faults.size() - 1) + " more" : ""), "mend the file or its entry in bim.json; GET /bim/registers lists all faults");
    }

    private Health live() {
        List<String> faults = loop.snapshot().faults();
        if (loop.failures() > 0) {
            return standing.now("bim.live", Health.State.WARN, loop.failures() + " times parameters could not be worked out", "see the log; a restart of the bundle io.gemello.bim clears this");
        }
        if (!faults.isEmpty()) {
            return standing.now("bim.live", Health.State.WARN, faults.get(0) + (faults.size() > 1 ? "; and " + (faults.size() - 1) + " more" : ""), "mend the site's files, GET /bim/schemes lists all faults");
        }
        if (aggregates.trouble() != null) {
            return standing.now("bim.live", Health.State.WARN, "parameters that are a mean, a minimum or a maximum are not worked out: " + aggregates.trouble(), "run a series store, e.g. the feature duckdb");
        }
        LivePlan plan = loop.snapshot().plan();
        return standing.now("bim.live", Health.State.OK, plan.slots().size() + " parameters on " + plan.elements().size() + " elements", "");
    }

    void collect(Metrics to) {
        SiteModel model = shelf.model();
        to.gauge("gemello_bim_objects", "Objects of the model that is in use.", model == null ? 0 : model.ifc().objects().size());
        BimSnapshot now = loop.snapshot();
        to.gauge("gemello_bim_parameters", "Parameters that points fill.", now.plan().slots().size());
        to.gauge("gemello_bim_elements", "Elements that something is mapped on.", now.plan().elements().size());
        Mapper.counts(now.plan().mapping()).forEach((status, count) -> to.gauge("gemello_bim_mapping", "Assets and points by what came of their mapping.", count, "status", status));
        to.gauge("gemello_bim_faults", "Faults of the site's columns and settings: what they say is not shown.", now.faults().size());
        to.gauge("gemello_bim_streams", "Open event streams.", streams.open());
        to.counter("gemello_bim_beats_total", "Times that changes were worked out.", loop.beats());
        to.counter("gemello_bim_failures_total", "Times that changes could not be worked out.", loop.failures());
        doctor.collect(to);
        for (ExportRun.Account account : exports.accounts()) {
            to.counter("gemello_bim_exports_total", "Exports that succeeded.", account.exports(), "export", account.name());
            to.counter("gemello_bim_export_failures_total", "Exports that failed.", account.failures(), "export", account.name());
        }
    }
}
