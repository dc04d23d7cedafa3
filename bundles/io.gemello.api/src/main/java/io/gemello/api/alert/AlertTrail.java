package io.gemello.api.alert;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What has happened to all alerts, as far back as it is kept. Any thread; may block for the disk. */
@ProviderType
public interface AlertTrail {
    /**
     * Steps in their order: from 0 on the oldest that are kept, then with the last one's number what has come since.
     *
     * @param after the number of a step; only later ones are given
     * @return empty when there are no more now
     * @throws IOException where they cannot be read now, e.g. while the alert engine starts
     */
    List<AlertStep> after(long after, int max) throws IOException;
}
