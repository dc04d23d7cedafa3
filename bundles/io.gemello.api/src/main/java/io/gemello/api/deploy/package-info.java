/** Bundles and features that come and go at run time. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.gemello.api.deploy;
