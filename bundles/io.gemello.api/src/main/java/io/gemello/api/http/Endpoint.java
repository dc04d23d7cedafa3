package io.gemello.api.http;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Paths of the one web server: register it as a service; the routes are asked once. While it is away its paths answer 404, and streams and sockets that it opened are closed. */
@ConsumerType
public interface Endpoint {
    List<Route> routes();
}
