/** The things of the embedded twin, for parts that look at them whole. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.gemello.api.twin;
