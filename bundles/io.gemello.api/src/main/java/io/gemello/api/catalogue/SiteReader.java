package io.gemello.api.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads a site's folder where no system runs: for commands, which find it by {@link java.util.ServiceLoader} on the class path of all bundles. */
@ProviderType
public interface SiteReader {
    /** @return what of it can be understood, faults are left out and said elsewhere; its points' keys are of no worth. Empty where {@code site.properties} cannot be used */
    Optional<Catalogue> read(Path folder) throws IOException;
}
