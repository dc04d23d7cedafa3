package io.gemello.bim;

import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the model and what hangs on it fare. */
final class BimHealth {
    private final ModelShelf shelf;
    private final Map<String, Health> said = new HashMap<>();

    BimHealth(ModelShelf shelf) {
        this.shelf = shelf;
    }

    synchronized List<Health> check() {
        List<Health> all = new ArrayList<>();
        SiteModel model = shelf.model();
        String trouble = shelf.trouble();
        if (trouble != null) {
            all.add(say("bim.model", Health.State.WARN, "the model is not used: " + trouble, model == null ? "put a model that can be read there" : "put a model that can be read there; the one from before goes on"));
        } else {
            all.add(say("bim.model", Health.State.OK, model == null ? "the site has no model" : model.ifc().objects().size() + " objects of " + model.file().getFileName(), ""));
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
        SiteModel model = shelf.model();
        to.gauge("gemello_bim_objects", "Objects of the model that is in use.", model == null ? 0 : model.ifc().objects().size());
    }
}
