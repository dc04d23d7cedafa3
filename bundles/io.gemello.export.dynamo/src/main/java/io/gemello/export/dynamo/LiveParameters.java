package io.gemello.export.dynamo;

import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.bim.SharedParameter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The shared parameters that Revit has to have, by name: the site's own, and one for the alert state of the element. */
final class LiveParameters {
    static final String ALERT_STATE = "DT_AlertState";

    private LiveParameters() {}

    /** Those that the reader may see. */
    static Map<String, SharedParameter> of(Overrides all, Reader reader) {
        Map<String, SharedParameter> found = new TreeMap<>();
        for (ElementOverride element : all.elements()) {
            for (ElementParameter value : element.parameters()) {
                if (reader.points().test(value.asset(), value.point())) {
                    found.put(value.parameter().name(), value.parameter());
                }
            }
        }
        found.putIfAbsent(ALERT_STATE, alertState(all.site()));
        return found;
    }

    /** Its GUID is computed from the site and the name (RFC 9562, version 3), so that it is the same for ever. */
    static SharedParameter alertState(String site) {
        return new SharedParameter(UUID.nameUUIDFromBytes(("gemello/" + site + "/" + ALERT_STATE).getBytes(StandardCharsets.UTF_8)), ALERT_STATE, SharedParameter.TEXT, "1");
    }

    /** Whether it is that of {@link #alertState}, which a site may have taken for something else. */
    static boolean hasAlertState(Collection<SharedParameter> all, String site) {
        return all.contains(alertState(site));
    }
}
