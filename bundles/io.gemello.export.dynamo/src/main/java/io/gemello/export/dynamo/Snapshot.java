package io.gemello.export.dynamo;

import io.gemello.api.bim.Overrides;
import java.util.List;

/**
 * What was last exported, and in which version each element last changed. Immutable.
 *
 * @param epoch versions of another epoch say nothing
 * @param changed of each element of {@code all}, in their order
 */
record Snapshot(Overrides all, String epoch, long version, List<Long> changed) {
    String etag() {
        return epoch + "-" + version;
    }

    /** The version of a tag of this epoch; -1 where it is of another, or none at all. */
    long version(String etag) {
        String number = etag != null && etag.startsWith(epoch + "-") ? etag.substring(epoch.length() + 1) : "";
        return number.matches("[0-9]{1,18}") && Long.parseLong(number) <= version ? Long.parseLong(number) : -1;
    }
}
