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

    /** Acts on one thing that the path names: the beginning of their routes, and what they are called. */
    private static final Map<String, String> ACTS = Map.of("POST /api/gemello/alerts/{id}/", "alert.", "POST /api/gemello/control/loops/{loop}/", "control.");

    /** @return null where it only asks. For a route without a name of its own: its words and the method, e.g. {@code simulator.faults.put} */
    static ApiChange of(Route route, String path) {
        if (route.method().equals("GET") || !route.path().startsWith(OURS)) {
            return null;
        }
        String asked = route.method() + " " + route.path();
        String target = PathCheck.decode(path).substring(OURS.length());
        for (Map.Entry<String, String> act : ACTS.entrySet()) {
            if (asked.startsWith(act.getKey())) {
                String verb = asked.substring(act.getKey().length());
                return new ApiChange(act.getValue() + verb, target.substring(route.path().indexOf('{') - OURS.length(), target.length() - verb.length() - 1));
            }
        }
        String name = NAMES.get(asked);
        return new ApiChange(name == null ? words(route) : name, target);
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
