package io.gemello.core.site;

import java.io.IOException;
import java.util.List;

/** Where an applied site takes effect. Called by one thread at a time. */
@FunctionalInterface
public interface SiteEffect {
    /**
     * What can fail, before anything else is changed.
     *
     * @return what the operator should look at
     * @throws IOException what keeps this site from being applied, and what to do; nothing is changed then
     */
    default List<Fault> prepare(SiteCatalogue next) throws IOException {
        return List.of();
    }

    /** Puts it in force. */
    void apply(SiteCatalogue next);
}
