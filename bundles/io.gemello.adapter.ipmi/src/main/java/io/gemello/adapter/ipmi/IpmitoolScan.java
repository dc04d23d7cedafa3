package io.gemello.adapter.ipmi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks one host by {@code ipmitool sdr}. The password goes to the child by its environment only: a command line can be
 * read by everybody on the machine.
 *
 * @param readings what the host said, even if it then failed
 * @param problem why the scan is not whole, one line; null when it is
 */
record IpmitoolScan(List<SdrLine> readings, String problem, boolean timedOut) {
    static IpmitoolScan of(String host, LiveSettings settings, LineCounts counts) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(settings.command(), "-I", settings.protocol(), "-H", host));
        if (!settings.user().isEmpty()) {
            command.addAll(List.of("-U", settings.user()));
        }
        command.add("-E");
        command.addAll(settings.extraArgs());
        command.add("sdr");
        ChildRun run = ChildRun.of("gemello-ipmi-" + settings.name() + "-" + host, command, Map.of("IPMI_PASSWORD", settings.readPassword()), settings.timeout());
        boolean timedOut = run.exit() == ChildRun.TIMED_OUT;
        List<SdrLine> readings = readings(run, counts);
        String problem = timedOut ? "no answer within " + settings.timeout().toSeconds() + " s"
                : run.exit() != 0 ? run.complaint()
                : readings.isEmpty() ? "answered without a value" : null;
        return new IpmitoolScan(readings, problem, timedOut);
    }

    private static List<SdrLine> readings(ChildRun run, LineCounts counts) throws IOException {
        SdrText text = new SdrText(counts);
        try (BoundedLines lines = new BoundedLines(new ByteArrayInputStream(run.text()), Long.MAX_VALUE)) {
            for (String line; (line = lines.next()) != null;) {
                text.add(line, lines.cut());
            }
        }
        return text.readings();
    }
}
