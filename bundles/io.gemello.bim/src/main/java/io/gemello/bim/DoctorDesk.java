package io.gemello.bim;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Site;
import io.gemello.bim.doctor.Case;
import io.gemello.bim.doctor.Doctor;
import io.gemello.bim.mapping.MappingRow;
import io.gemello.bim.mapping.MappingRow.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between the mapping doctor and the rest: gives it every model and what is mapped, and tells the audit trail what it has done by itself. */
final class DoctorDesk implements SiteLook.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(DoctorDesk.class);
    private static final Subject DOCTOR = new Subject("bim.doctor", Set.of());
    /** Of {@link MappingRow#by}: a point that goes with its asset has no element of its own that could be lost. */
    private static final String WITH_ASSET = "asset";
    private final Doctor doctor;
    private final LiveLoop loop;
    private final Supplier<Audit> audit;
    private LivePlan told;

    /** @param audit gives null for none */
    DoctorDesk(Doctor doctor, LiveLoop loop, Supplier<Audit> audit) {
        this.doctor = doctor;
        this.loop = loop;
        this.audit = audit;
    }

    /** A model that has been read, or null for none, is in use from now on. */
    void model(SiteModel now) {
        loop.model(now, now == null ? doctor.heirs() : doctor.revised(now.revision(), now.ifc()));
    }

    /** By the loop's thread. */
    void planned(LivePlan plan) {
        if (plan != told && plan.model() != null) {
            Map<String, String> rows = new HashMap<>();
            plan.mapping().stream().filter(DoctorDesk::own).forEach(row -> rows.put(row.key(), row.ifcGuid()));
            doctor.mapped(plan.model().revision(), rows, plan.found());
        }
        told = plan;
    }

    private static boolean own(MappingRow row) {
        return row.ifcGuid() != null && row.status() != Status.UNIT_CLASH && !WITH_ASSET.equals(row.by());
    }

    /** What waits for a person, with what is mapped on it now. Of what the site does not map any more nobody needs to decide. */
    Map<Case, List<MappingRow>> open() {
        Map<String, List<MappingRow>> lost = new HashMap<>();
        for (MappingRow row : loop.snapshot().plan().mapping()) {
            if (row.status() == Status.DANGLING && own(row)) {
                lost.computeIfAbsent(row.ifcGuid(), guid -> new ArrayList<>(1)).add(row);
            }
        }
        Map<Case, List<MappingRow>> open = new LinkedHashMap<>();
        doctor.cases().stream().filter(one -> one.isOpen() && lost.containsKey(one.was().guid())).forEach(one -> open.put(one, lost.get(one.was().guid())));
        return open;
    }

    /** GlobalIds of the model's elements that something is mapped on now. */
    Set<String> taken() {
        return loop.snapshot().plan().mapping().stream().filter(row -> row.status() == Status.MATCHED).map(MappingRow::ifcGuid).collect(Collectors.toSet());
    }

    @Override
    public void look(Site site) {
        Audit trail = audit.get();
        Map<String, String> news = trail == null ? Map.of() : doctor.untold();
        if (!news.isEmpty()) {
            news.forEach((from, to) -> trail.record(DOCTOR, "bim.doctor.carry", from + " " + to, "done"));
            try {
                doctor.told();
            } catch (IOException unwritten) {
                LOG.warn("what stands in the audit trail could not be noted, so that it will stand there again: {}", unwritten.toString());
            }
        }
    }
}
