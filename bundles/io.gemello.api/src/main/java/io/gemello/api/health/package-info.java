/** What operators see: health, counters, readiness. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
package io.gemello.api.health;
