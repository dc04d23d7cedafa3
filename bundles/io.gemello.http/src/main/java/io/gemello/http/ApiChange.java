package io.gemello.http;

import io.gemello.api.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a request to {@code /api/gemello} would change. The things of {@code /api/2} keep a history of their own. */
record ApiChange(String what, String target) {
    private static final String OURS = "/api/gemello/";
    private static final Map<String, String> NAMES = Map.of(
        "POST /api/gemello/site", "site.apply",
        "DELETE /api/gemello/site", "site.undo",
        "DELETE /api/gemello/journal/readers/{name}", "journal.forget-reader");

    /** @return null where it only asks. For a route without a name of its own: its words and the method, e.g. {@code alerts.ack.post} */
    static ApiChange of(Route route, String path) {
        if (route.method().equals("GET") || !route.path().startsWith(OURS)) {
            return null;
        }
        String name = NAMES.get(route.method() + " " + route.path());
        return new ApiChange(name == null ? words(route) : name, PathCheck.decode(path).substring(OURS.length()));
    }

    private static String words(Route route) {
        List<String> words = new ArrayList<>();
        for (String word : route.path().substring(OURS.length()).split("/")) {
            if (!word.startsWith("{")) {
                words.add(word);
            }
        }
        words.add(route.method().toLowerCase(Locale.ROOT));
        return String.join(".", words);
    }
}
