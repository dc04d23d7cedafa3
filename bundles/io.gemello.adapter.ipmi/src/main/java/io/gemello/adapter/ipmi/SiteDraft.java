package io.gemello.adapter.ipmi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The site that fits recordings: one server per host, one point per numeric sensor. A host that never gave a value gets the
 * sensors that all the others have, so that its silence shows as points never seen.
 *
 * @param silent hosts without a value
 * @param notes for the operator
 */
record SiteDraft(List<HostSensors> hosts, List<HostSensors.Point> points, List<String> silent, List<String> notes) {
    /** @throws IOException saying what is wrong with which recording */
    static SiteDraft of(Path recordings) throws IOException {
        Map<String, HostSensors> hosts = new TreeMap<>();
        RecordingFile.in(recordings).forEach(file -> hosts.computeIfAbsent(file.host(), HostSensors::new));
        try (Recordings scans = new Recordings(recordings, new LineCounts(kind -> {}))) {
            for (Scan scan; (scan = scans.next()) != null;) {
                for (SdrLine line : scan.readings()) {
                    hosts.get(scan.host()).add(line.sensor(), line.unit());
                }
            }
            if (!scans.damaged().isEmpty()) {
                throw new IOException(String.join("; ", scans.damaged()));
            }
        }
        return of(hosts);
    }

    private static SiteDraft of(Map<String, HostSensors> hosts) {
        HostSensors common = null;
        List<String> silent = new ArrayList<>();
        for (Map.Entry<String, HostSensors> host : hosts.entrySet()) {
            if (host.getValue().isEmpty()) {
                silent.add(host.getKey());
            } else if (common == null) {
                common = new HostSensors("");
                common.addAll(host.getValue());
            } else {
                common.keepCommon(host.getValue());
            }
        }
        List<String> notes = new ArrayList<>();
        for (String host : silent) {
            if (common == null || common.isEmpty()) {
                notes.add(host + " never gave a value and there is no sensor that all others have: it has no point");
            } else {
                hosts.get(host).addAll(common);
            }
        }
        List<HostSensors.Point> points = new ArrayList<>();
        hosts.values().forEach(host -> points.addAll(host.points(notes)));
        return new SiteDraft(List.copyOf(hosts.values()), List.copyOf(points), List.copyOf(silent), List.copyOf(notes));
    }
}
