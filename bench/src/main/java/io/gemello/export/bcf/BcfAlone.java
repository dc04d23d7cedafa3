package io.gemello.export.bcf;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.AlertStep;
import io.gemello.api.alert.AlertTrail;
import io.gemello.api.bim.ExportFile;
import io.gemello.api.bim.Overrides;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The issues of all alerts that stand, without a framework. */
public final class BcfAlone {
    private BcfAlone() {}

    public static void export(Path file, Overrides all) throws IOException {
        List<AlertStep> steps = new ArrayList<>();
        all.elements().forEach(element -> element.alerts().forEach(alert -> steps.add(raised(steps.size() + 1, alert))));
        AlertTrail trail = (after, max) -> steps.subList((int) Math.min(after, steps.size()), (int) Math.min(after + max, steps.size()));
        Issues issues = new Issues(new AlertStory(TimeUnit.DAYS.toNanos(7)), Math.max(1, steps.size()));
        issues.take(all, trail);
        ExportFile.write(file, BcfArchive.bytes(BcfVersion.of("2.1").orElseThrow(), all, issues.of(AssetGuard.Reader.ALL).topics()));
    }

    private static AlertStep raised(long number, Alert alert) {
        return new AlertStep(number, alert.id(), alert.rule(), alert.point().id(), alert.point().asset(), "raised", AlertState.NORMAL, alert.state(), alert.level(), alert.priority(), alert.message(),
            30, alert.since(), alert.since(), "process", "");
    }
}
