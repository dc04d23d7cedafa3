package io.gemello.adapter.ipmi;

import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.util.ArrayList;
import java.util.List;

/** Makes samples of scans. Any thread. */
final class ScanDelivery {
    private final IntakeSession session;
    private final SensorBindings bindings;

    ScanDelivery(IntakeSession session) {
        this.session = session;
        bindings = new SensorBindings(session);
    }

    /** The samples of a scan, with the unit as printed and the scan's stamp as source time. */
    List<Sample> samples(Scan scan) {
        List<Sample> samples = new ArrayList<>(scan.readings().size());
        int homeless = 0;
        for (SdrLine line : scan.readings()) {
            Binding to = bindings.of(scan.host(), line);
            if (to == null) {
                homeless++;
            } else {
                samples.add(new Sample(to, line.value(), line.unit(), scan.stamp()));
            }
        }
        if (homeless > 0) {
            session.lost("too-many-sensors", homeless);
        }
        return samples;
    }
}
