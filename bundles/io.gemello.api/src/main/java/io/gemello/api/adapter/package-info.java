/** The one door for adapters: sessions, bindings, samples, status. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.3.0")
package io.gemello.api.adapter;
