package io.gemello.bim;

import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import io.gemello.bim.doctor.Doctor;

/** How the mapping doctor fares: whether anything waits for a person. */
final class DoctorHealth {
    private static final String NAME = "bim.doctor";
    private final Doctor doctor;
    private final DoctorDesk desk;

    /** Makes a state of health that remembers since when it is so. */
    interface Saying {
        Health say(String name, Health.State state, String message, String remedy);
    }

    DoctorHealth(Doctor doctor, DoctorDesk desk) {
        this.doctor = doctor;
        this.desk = desk;
    }

    Health check(Saying saying) {
        String trouble = doctor.trouble();
        if (trouble != null) {
            return saying.say(NAME, Health.State.WARN, "revisions of the model cannot be compared: " + trouble, "if a file of DATA/bim/doctor is damaged take its elements-*.json.gz away, then restart the bundle io.gemello.bim: the model in use is the one to compare with from then on");
        }
        int open = desk.open().size();
        return open > 0 ? saying.say(NAME, Health.State.WARN, open + " mapped elements are not for sure in the new revision of the model: their values are not shown on it", "decide on each, in the view under Mapping or at GET /api/gemello/bim/doctor/cases?state=open")
            : saying.say(NAME, Health.State.OK, "no mapped element waits for a decision", "");
    }

    void collect(Metrics to) {
        to.gauge("gemello_bim_doctor_open", "Mapped elements that wait for a decision.", desk.open().size());
        to.counter("gemello_bim_doctor_revisions_total", "Revisions of the model that were compared with the one before.", doctor.revisions());
        to.counter("gemello_bim_doctor_carried_total", "Mapped elements that were carried over to another GlobalId without a person.", doctor.carried());
        to.counter("gemello_bim_doctor_decisions_total", "Decisions of people on elements, and such as were taken back.", doctor.decisions());
    }
}
