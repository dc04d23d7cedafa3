package io.gemello.api.twin;

import io.gemello.api.http.Request;
import org.osgi.annotation.versioning.ConsumerType;

/** Another way to show a thing than Ditto's JSON: register it as a service, and {@code GET /api/2/things/{id}} answers by it where {@code Accept} names its media type. */
@ConsumerType
public interface ThingView {
    /** E.g. {@code application/td+json}. */
    String mediaType();

    /**
     * Called by a request thread; must not block.
     *
     * @param thing JSON text, as much of the thing as the caller may see
     * @return JSON text
     */
    String of(String thing, Request request);
}
