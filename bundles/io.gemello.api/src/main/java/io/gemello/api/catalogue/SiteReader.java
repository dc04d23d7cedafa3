package io.gemello.api.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.osgi.annotation.versioning.ProviderType;

/** Reads a site's folder where no system runs: for commands, which find it by {@link java.util.ServiceLoader} on the class path of all bundles. */
@ProviderType
public interface SiteReader {
    /** @return what of it can be understood, faults are left out and said elsewhere; its points' keys are of no worth. Empty where {@code site.properties} cannot be used */
    Optional<Catalogue> read(Path folder) throws IOException;

    /** The one on the class path. @throws IOException where there is none */
    static SiteReader installed() throws IOException {
        return ServiceLoader.load(SiteReader.class).findFirst().orElseThrow(() -> new IOException("no bundle can read the site; is io.gemello.core missing?"));
    }
}
