package io.gemello.api.access;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The decision by things' policies, from whoever keeps them. Not to be asked by surfaces: they ask {@link Access}, which asks
 * this one, and nobody else as long as a bundle is installed that brings it.
 */
@ProviderType
public interface PolicyAccess extends Access {}
