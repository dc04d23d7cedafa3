/** Alerts: what their rules are made of, and the state each one is in (ISA-18.2). */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package io.gemello.api.alert;
