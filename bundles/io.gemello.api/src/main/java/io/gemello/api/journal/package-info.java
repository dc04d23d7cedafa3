/** The durable mechanism: named journals, and the journal of readings that sinks pull from. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.gemello.api.journal;
