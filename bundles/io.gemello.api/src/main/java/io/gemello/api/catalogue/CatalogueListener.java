package io.gemello.api.catalogue;

import org.osgi.annotation.versioning.ConsumerType;

/** Register it as a service to be told of the catalogue: at once if a site is applied already, then at every apply. Called by one thread; must not block for long. */
@ConsumerType
public interface CatalogueListener {
    void applied(Catalogue now);
}
