package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** All things against their models, in one pass; what they lead to at its end. One thread. */
final class ThingsCheck {
    /** Of misfits, and of notes: enough for a person; the rest is counted. */
    static final int MOST_FINDINGS = 10_000;

    private final ModelLibrary library;
    private final SiteFacts site;
    private final Function<String, JsonNode> others;
    private final Map<String, String> models = new HashMap<>();
    private final List<Finding> contradictions = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();
    private final List<ThingCheck.Lead> leads = new ArrayList<>();
    private final Set<String> misfitting = new HashSet<>();
    private final Map<String, Integer> byModel = new TreeMap<>();
    private int misfits;
    private int notes;
    private int things;
    private int modelled;

    /** @param others gives a thing that was not added, to which one leads; null for none */
    ThingsCheck(ModelLibrary library, SiteFacts site, Function<String, JsonNode> others) {
        this.library = library;
        this.site = site;
        this.others = others;
    }

    void add(JsonNode thing) {
        String id = thing.path("thingId").asText();
        ThingModels.Said said = ThingModels.of(thing, site.site());
        Model model = said == null ? null : library.find(said.name());
        models.put(id, model == null ? "" : model.id());
        things++;
        if (said == null || thing.path("attributes").path("retired").asBoolean()) {
            return;
        }
        modelled++;
        if (model == null) {
            found(new Finding(id, said.name(), said.path(), said.bySite() ? Finding.Weight.MISFIT : Finding.Weight.NOTE, "is of the model " + DtdlReader.cut(said.name()) + ", which is not in models/ or cannot be used",
                "put it there, or correct the name"));
            return;
        }
        byModel.merge(model.id(), 1, Integer::sum);
        new ThingCheck(library, thing, model, site, this::found, leads::add).run();
    }

    private void found(Finding finding) {
        boolean misfit = finding.weight() == Finding.Weight.MISFIT;
        if (misfit) {
            misfits++;
            misfitting.add(finding.thing());
        } else {
            notes++;
        }
        List<Finding> list = misfit ? contradictions : remarks;
        if (list.size() < MOST_FINDINGS) {
            list.add(finding);
        }
    }

    /** @param now machine time */
    ModelReport report(Instant now) {
        leads.forEach(this::follow);
        leads.clear();
        List<Finding> findings = new ArrayList<>(contradictions);
        findings.addAll(remarks);
        return new ModelReport(now, things, modelled, List.copyOf(findings), misfits, notes, misfitting.size(), Map.copyOf(byModel));
    }

    private void follow(ThingCheck.Lead lead) {
        String model = model(lead.target());
        if (model == null) {
            model = model(lead.thing().substring(0, lead.thing().indexOf(':') + 1) + lead.target());
        }
        String wanted = lead.trait().target();
        if (model == null) {
            misfit(lead, "leads to " + DtdlReader.cut(lead.target()) + ", which is not there", "write the id of an asset or a thing");
        } else if (wanted != null && (model.isEmpty() || !library.byId(model).kin().contains(wanted))) {
            misfit(lead, "leads to " + DtdlReader.cut(lead.target()) + ", which is " + (model.isEmpty() ? "of no model" : "of the model " + model) + "; the model wants " + wanted, "correct the relation, the target's model, or the model");
        }
    }

    /** Empty for a thing of no model, null where there is no such thing. */
    private String model(String thingId) {
        String known = models.get(thingId);
        JsonNode other = known == null ? others.apply(thingId) : null;
        if (other == null) {
            return known;
        }
        ThingModels.Said said = ThingModels.of(other, site.site());
        Model model = said == null ? null : library.find(said.name());
        models.put(thingId, model == null ? "" : model.id());
        return models.get(thingId);
    }

    private void misfit(ThingCheck.Lead lead, String message, String remedy) {
        found(new Finding(lead.thing(), lead.model().id(), lead.path(), Finding.Weight.MISFIT, message, remedy));
    }
}
