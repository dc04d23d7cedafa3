package io.gemello.deploy;

import java.nio.file.Path;
import org.osgi.framework.Version;

/**
 * A bundle's jar that was read to its last byte and found whole.
 *
 * @param content where the bytes lie that were checked; nobody else writes there
 * @param digest {@link ContentDigest} of its entries
 */
record CheckedJar(Path content, String name, Version version, boolean fragment, String digest) implements Offer {
    String title() {
        return name + " " + version;
    }
}
