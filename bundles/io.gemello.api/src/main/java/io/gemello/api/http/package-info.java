/** The whiteboard of the one web server: endpoints, event streams and sockets come and go with their bundles. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.4.0")
package io.gemello.api.http;
