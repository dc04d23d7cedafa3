package io.gemello.api.journal;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** Opens named journals under the data folder, for twin changes, alert transitions, the audit trail. */
@ProviderType
public interface Journals {
    /** Opens a journal, making it if it is new; a torn tail is cut and reported. @param name {@code [a-z0-9.-]+} @throws IOException on a damaged journal, or when it is open already */
    Journal open(String name) throws IOException;
}
