package io.gemello.twin;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.util.List;
import java.util.Optional;

/** What Ditto takes from a query parameter, which wins, or from a header of the same name. */
final class RequestOption {
    /** What Ditto knows and this twin does not: refused, for a change that was to depend on them must not go through without. */
    private static final List<String> UNKNOWN = List.of("live-channel-condition");

    private RequestOption() {}

    static Optional<String> of(Request request, String name) {
        return request.query(name).or(() -> request.header(name));
    }

    /** @throws HttpProblem 501 */
    static void refuseUnknown(Request request) {
        for (String name : UNKNOWN) {
            if (of(request, name).isPresent()) {
                throw unsupported(name);
            }
        }
        if (of(request, "channel").filter("live"::equals).isPresent()) {
            throw unsupported("channel=live");
        }
    }

    /** Where only what is now can be dealt with. @throws HttpProblem 501 */
    static void refusePast(Request request) {
        for (String name : new String[] {TimeTravel.REVISION, TimeTravel.TIMESTAMP, "from-historical-revision", "from-historical-timestamp"}) {
            if (of(request, name).isPresent()) {
                throw unsupported(name + " here");
            }
        }
    }

    static HttpProblem unsupported(String name) {
        return new HttpProblem(501, "gemello:twin.unsupported", name + " is not supported.", "Leave it out; see the guide of the twin for what is supported.");
    }
}
