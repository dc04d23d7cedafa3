/** The site's assets and points, and the state every point is in. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.4.0")
package io.gemello.api.catalogue;
