package io.gemello.api.access;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one decision about things and their points: every surface asks it. Any thread; never blocks. Throws
 * {@link io.gemello.api.http.HttpProblem} 503 while those who decide are away: let it pass, it is the answer.
 */
@ProviderType
public interface Access {
    /** Whether somebody may read all of a thing. @param thingId a Ditto thing id, e.g. {@code org.first:rack-1} */
    boolean mayRead(Subject who, String thingId);

    /** Whether somebody may write all of a thing. */
    boolean mayWrite(Subject who, String thingId);

    /** Whether somebody may read a part of a thing. @param path its place in the thing, a JSON pointer, e.g. {@code /attributes} or {@link #point} */
    default boolean mayRead(Subject who, String thingId, String path) {
        return mayRead(who, thingId);
    }

    /** Whether somebody may write a part of a thing. */
    default boolean mayWrite(Subject who, String thingId, String path) {
        return mayWrite(who, thingId);
    }

    /** Whether somebody may be told of a point's alerts, which tell of its value: who may read both that and the feature {@code alerts} of its thing. @param feature of the point */
    default boolean mayReadAlerts(Subject who, String thingId, String feature) {
        return mayRead(who, thingId, point(feature)) && mayRead(who, thingId, "/features/alerts");
    }

    /** Where the value of a point stands in its asset's thing. @param feature of the point */
    static String point(String feature) {
        return "/features/" + feature.replace("~", "~0").replace("/", "~1") + "/properties/value";
    }
}
