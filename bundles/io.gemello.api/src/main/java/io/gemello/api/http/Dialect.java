package io.gemello.api.http;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** What an {@link Endpoint} or a {@link SocketEndpoint} is too whose clients were made for another server: they send and expect some things in that server's way. Request threads call it; it must not block. */
@ConsumerType
public interface Dialect {
    /**
     * How an error on one of this endpoint's paths is told, also one of the web server itself: no sign-in (401), wrong role (403), too large (413) and so on.
     * Status and headers stay those of the problem.
     *
     * @param path raw, without query
     * @return the JSON object to send
     */
    Map<String, Object> refusal(String path, HttpProblem problem);

    /**
     * Credentials that stand in the query, where the request has no {@code Authorization}.
     *
     * @param query decoded, in order
     * @return what that header would say; null for none
     */
    default String authorization(String path, Map<String, List<String>> query) {
        return null;
    }
}
