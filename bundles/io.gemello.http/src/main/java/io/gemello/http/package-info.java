/** The one web server: endpoints, event streams and sockets of bundles that come and go, behind one gate. */
package io.gemello.http;
