package io.gemello.twin.models;

import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the models and the things that have one fare. Says nothing for a site without models. */
final class ModelHealth {
    private final ModelShelf shelf;
    private final Map<String, Health> said = new HashMap<>();

    ModelHealth(ModelShelf shelf) {
        this.shelf = shelf;
    }

    synchronized List<Health> check() {
        ModelLibrary library = shelf.library();
        List<Health> all = new ArrayList<>();
        if (!shelf.trouble().isEmpty()) {
            all.add(say("models.files", Health.State.WARN, shelf.trouble(), "see to the site's folder models/; it is tried again every two seconds"));
        } else if (!library.faults().isEmpty()) {
            int more = library.faults().size() - 1;
            all.add(say("models.files", Health.State.WARN, library.faults().get(0) + (more > 0 ? "; and " + more + " more" : ""), "mend the model files; GET /api/gemello/models lists all faults"));
        } else if (library.files() > 0) {
            all.add(say("models.files", Health.State.OK, library.models().size() + (library.models().size() == 1 ? " model" : " models"), ""));
        }
        ModelReport report = shelf.report();
        if (report.misfits() > 0) {
            all.add(say("models", Health.State.WARN, report.misfitting() + " of " + report.modelled() + " things do not fit their model, in " + report.misfits() + " places",
                "GET /api/gemello/models/report says where, and what to do; readings go on in any case"));
        } else if (library.files() > 0) {
            all.add(say("models", Health.State.OK, report.modelled() + " of " + report.things() + " things have a model and fit it", ""));
        }
        return all;
    }

    private Health say(String name, Health.State state, String message, String remedy) {
        Health before = said.get(name);
        Health now = new Health(name, state, before == null || before.state() != state ? Instant.now() : before.since(), message, remedy);
        said.put(name, now);
        return now;
    }

    void collect(Metrics to) {
        ModelReport report = shelf.report();
        to.gauge("gemello_models", "Models that can be used.", shelf.library().models().size());
        to.gauge("gemello_models_file_faults", "Faults in model files.", shelf.library().faults().size());
        to.gauge("gemello_models_things", "Things that say which model they are of.", report.modelled());
        to.gauge("gemello_models_misfits", "Places of things that contradict their model.", report.misfits());
        to.gauge("gemello_models_check_seconds", "What the last look at all things took.", shelf.tookSeconds());
    }
}
