package io.gemello.export.bcf;

import java.util.List;
import java.util.UUID;

/**
 * An issue of BCF. Immutable; times are UTC nanoseconds.
 *
 * @param modifiedBy who did the last step
 * @param components the elements that it is about, never empty
 * @param camera null where nobody knows where they stand
 */
record Topic(UUID guid, String title, String status, String priority, List<String> labels, long created, long modified, String modifiedBy, String description, List<Comment> comments,
             List<Component> components, Camera camera) {
    static final String TYPE = "Alert";
    static final String AUTHOR = "gemello";
    static final List<String> STATUSES = List.of("Open", "In Progress", "On Hold", "Closed");
    static final List<String> PRIORITIES = List.of("Critical", "High", "Medium", "Low");

    record Comment(UUID guid, long time, String author, String text) {}

    /**
     * @param revitId of the element, as text; null where it was not made by Revit
     * @param rgb six hexadecimal digits; null for no colour
     * @param space whether it is a room, which most viewers hide
     */
    record Component(String ifcGuid, String revitId, String rgb, boolean space) {}

    UUID viewpoint() {
        return Occurrence.named(guid + "/viewpoint");
    }
}
