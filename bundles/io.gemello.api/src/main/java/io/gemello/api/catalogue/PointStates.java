package io.gemello.api.catalogue;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The latest reading and the state of every point, from memory. Any thread; never blocks. */
@ProviderType
public interface PointStates {
    /** Every point of the catalogue, retired ones too, in its order. */
    List<PointState> all();

    /** Null for a point that the catalogue does not know. */
    PointState of(String pointId);
}
