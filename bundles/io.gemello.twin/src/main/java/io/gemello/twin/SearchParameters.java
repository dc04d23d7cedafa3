package io.gemello.twin;

import io.gemello.api.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;

/** What a search was given, in the URL or as a form. Each null for nothing. */
record SearchParameters(String filter, String namespaceText, String fields, String option) {
    /** @throws org.eclipse.ditto.base.model.exceptions.UnsupportedMediaTypeException 415 for a body that is no form */
    static SearchParameters of(Request request) {
        if (!request.method().equals("POST")) {
            return new SearchParameters(text(request.query("filter").orElse(null)), text(request.query("namespaces").orElse(null)),
                text(request.query("fields").orElse(null)), text(request.query("option").orElse(null)));
        }
        MediaTypes.requireForm(request);
        Map<String, String> form = new HashMap<>();
        for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new SearchParameters(text(form.get("filter")), text(form.get("namespaces")), text(form.get("fields")), text(form.get("option")));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new DittoJsonException(JsonParseException.newBuilder().message("The form is not well encoded.").description(broken.getMessage()).build());
        }
    }

    private static String text(String given) {
        return given == null || given.isBlank() ? null : given;
    }

    Set<String> namespaces() {
        if (namespaceText == null) {
            return null;
        }
        Set<String> namespaces = new LinkedHashSet<>();
        for (String part : namespaceText.split(",")) {
            if (!part.isBlank()) {
                namespaces.add(part.strip());
            }
        }
        return namespaces;
    }

    SearchParameters withoutFilter() {
        return new SearchParameters(null, namespaceText, fields, option);
    }

    /** The query of the following page: a cursor knows all but the fields. */
    String goingOn(String cursor) {
        return "option=cursor(" + UrlText.escape(cursor) + ")" + (fields == null ? "" : "&fields=" + UrlText.escape(fields));
    }

    /** The search of a cursor: what is not named is as it was. @throws org.eclipse.ditto.thingsearch.model.signals.commands.exceptions.InvalidOptionException 400 where something else is named */
    SearchParameters goingOn(SearchCursor cursor) {
        if (filter != null && !filter.equals(cursor.filter()) || namespaceText != null && !namespaceText.equals(cursor.namespaces())) {
            throw SearchOptions.invalid("The parameters 'filter' and 'namespaces' must not differ from those of the search that the cursor belongs to.");
        }
        return new SearchParameters(cursor.filter(), cursor.namespaces(), fields, option);
    }
}
