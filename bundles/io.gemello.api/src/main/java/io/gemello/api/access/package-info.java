/** People and devices: who somebody is, and what he may see or change. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.8.0")
package io.gemello.api.access;
