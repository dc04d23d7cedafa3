package io.gemello.api.catalogue;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The site as it is applied now: immutable; a changed site is a new catalogue with the same points' keys. Any thread may use it. */
@ProviderType
public interface Catalogue {
    Site site();

    /** By id, in the order of the file, retired ones last. */
    Map<String, Asset> assets();

    /** By id, in the order of the file, retired ones last. */
    Map<String, Point> points();

    /** What {@code points.csv} says of a point beyond {@link Point}; null for an unknown id and for a retired point. */
    PointDetail detail(String pointId);

    /** Counts the applied catalogues of this data folder, from 1. */
    long revision();
}
