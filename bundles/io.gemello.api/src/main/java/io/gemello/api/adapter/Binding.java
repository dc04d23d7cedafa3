package io.gemello.api.adapter;

import org.osgi.annotation.versioning.ProviderType;

/**
 * An address that has been looked up once. It stays valid when the site changes: it then leads to the point that the
 * address is mapped to now. Belongs to the session that made it.
 */
@ProviderType
public interface Binding {
    String address();

    /** Whether the site maps this address to a point. Samples for an unmapped one are remembered for discovery, not stored. */
    boolean mapped();

    /** The source unit that the site gives for this address, else the point's own; null for an unmapped address. */
    String unit();
}
