package io.gemello.api.twin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The things as they stand, whoever they are of. Any thread; never blocks. No policy is asked: whoever shows what he reads here asks {@link io.gemello.api.access.Access} first. */
@ProviderType
public interface Twins {
    /** Of all things that there are now, in no order. */
    List<String> ids();

    /** A thing as Ditto shows it, special fields left out, as JSON text; null where there is none. Made when it is asked for: some ten microseconds. */
    String json(String thingId);
}
