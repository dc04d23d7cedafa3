package io.gemello.bim;

import io.gemello.bim.doctor.Candidate;
import io.gemello.bim.doctor.Case;
import io.gemello.bim.doctor.Compared;
import io.gemello.bim.doctor.Fingerprint;
import io.gemello.bim.ifc.IfcModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The mapping doctor's cases as every surface shows them. */
final class DoctorJson {
    private DoctorJson() {}

    /** @param compared null for none */
    static Map<String, Object> compared(Compared compared) {
        if (compared == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("before", compared.before());
        json.put("time", compared.time());
        json.put("same", compared.same());
        json.put("carried", compared.carried());
        json.put("asked", compared.asked());
        json.put("added", compared.added());
        return json;
    }

    /** @param rows what is mapped on it @param model in which its candidates are; null for none @param taken tells by a GlobalId whether something is mapped on it */
    static Map<String, Object> one(Case one, List<String> rows, IfcModel model, Predicate<String> taken) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ifcGuid", one.was().guid());
        json.put("state", one.state());
        json.put("mapped", rows);
        json.put("was", fingerprint(one.was()));
        json.put("now", one.isOpen() ? null : one.decision().ifcGuid());
        json.put("candidates", one.candidates().stream().map(candidate -> candidate(one, candidate, model, taken)).toList());
        json.put("steps", one.steps().stream().map(DoctorJson::step).toList());
        return json;
    }

    private static Map<String, Object> candidate(Case one, Candidate candidate, IfcModel model, Predicate<String> taken) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ifcGuid", candidate.guid());
        json.put("is", model == null ? null : fingerprint(Fingerprint.of(model, candidate.guid())));
        json.put("score", candidate.score());
        json.put("reasons", candidate.reasons());
        json.put("rejected", one.rejected().contains(candidate.guid()));
        json.put("taken", taken.test(candidate.guid()));
        return json;
    }

    private static Map<String, Object> fingerprint(Fingerprint of) {
        if (of == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("guid", of.guid());
        json.put("entity", of.entity());
        json.put("name", of.name());
        json.put("type", of.type());
        json.put("tag", of.tag());
        json.put("storey", of.storey());
        json.put("position", of.position());
        return json;
    }

    private static Map<String, Object> step(Case.Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", step.verdict().word());
        json.put("ifcGuid", step.ifcGuid());
        json.put("author", step.author());
        json.put("time", step.time());
        return json;
    }

    /** Of a table: one line, with the best candidate. */
    static Map<String, Object> line(Case one, List<String> rows) {
        Candidate best = one.candidates().isEmpty() ? null : one.candidates().get(0);
        Case.Step decision = one.decision();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ifcGuid", one.was().guid());
        line.put("state", one.state());
        line.put("mapped", rows);
        line.put("now", decision == null ? null : decision.ifcGuid());
        line.put("entity", one.was().entity());
        line.put("name", one.was().name());
        line.put("tag", one.was().tag());
        line.put("storey", one.was().storey());
        line.put("candidate", best == null ? null : best.guid());
        line.put("score", best == null ? null : best.score());
        line.put("reasons", best == null ? null : best.reasons());
        line.put("author", decision == null ? null : decision.author());
        line.put("time", decision == null ? null : decision.time());
        return line;
    }
}
