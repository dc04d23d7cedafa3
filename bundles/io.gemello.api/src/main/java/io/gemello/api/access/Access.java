package io.gemello.api.access;

import org.osgi.annotation.versioning.ProviderType;

/** The one decision about things and their points: every surface asks it. Any thread; never blocks. */
@ProviderType
public interface Access {
    /** @param thingId a Ditto thing id, e.g. {@code org.first:rack-1} */
    boolean mayRead(Subject who, String thingId);

    boolean mayWrite(Subject who, String thingId);
}
