/** Time series: what a store answers. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
package io.gemello.api.series;
