package io.gemello.twin;

import io.gemello.api.http.Request;
import java.util.Locale;
import java.util.Set;
import org.eclipse.ditto.base.model.exceptions.UnsupportedMediaTypeException;

/** Which content types a body may have. */
final class MediaTypes {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    /** What clients send that say nothing of their JSON. */
    private static final Set<String> JSON_TOO = Set.of(JSON, "", "application/octet-stream");

    private MediaTypes() {}

    /** @throws UnsupportedMediaTypeException 415 */
    static void requireJson(Request request) {
        String type = type(request);
        if (!JSON_TOO.contains(type)) {
            throw UnsupportedMediaTypeException.withDetailedInformationBuilder(type, Set.of(JSON)).build();
        }
    }

    /** What the server says of a body that it does not read, in Ditto's words. */
    static UnsupportedMediaTypeException unread(Request request) {
        return UnsupportedMediaTypeException.withDetailedInformationBuilder(request.header("Content-Type").orElse(""), Set.of(JSON)).build();
    }

    /** RFC 7396 alone: a body meant to replace must not merge. @throws UnsupportedMediaTypeException 415 */
    static void requireMergePatch(Request request) {
        String type = type(request);
        if (!MERGE_PATCH.equals(type)) {
            throw UnsupportedMediaTypeException.builderForMergePatchJsonMediaType(type, MERGE_PATCH).build();
        }
    }

    /** @throws UnsupportedMediaTypeException 415 */
    static void requireForm(Request request) {
        String type = type(request);
        if (!FORM.equals(type)) {
            throw UnsupportedMediaTypeException.withDetailedInformationBuilder(type, Set.of(FORM)).build();
        }
    }

    private static String type(Request request) {
        String header = request.header("Content-Type").orElse("");
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }
}
