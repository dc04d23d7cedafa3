/** Readings: samples after normalisation, and their quality. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package io.gemello.api.reading;
