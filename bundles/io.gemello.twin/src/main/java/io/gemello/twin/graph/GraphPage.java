package io.gemello.twin.graph;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** One page of assets that were found: the cursor is the last asset that was given, so a page goes on behind it over a changed site too, as long as it is still found. */
final class GraphPage {
    private static final int MOST = 10_000;
    private static final int USUAL = 1_000;

    private GraphPage() {}

    /** @param found by number, in the order in which they are shown */
    static Map<String, Object> of(Request request, SiteGraph graph, int[] found, IntFunction<Map<String, Object>> item) {
        int limit = number(request, "limit", USUAL, MOST);
        String type = request.query("type").orElse(null);
        Map<String, Integer> types = new TreeMap<>();
        for (int asset : found) {
            types.merge(graph.asset(asset).type(), 1, Integer::sum);
        }
        List<Object> items = new ArrayList<>();
        String last = null;
        String cursor = null;
        for (int at = after(request, graph, found); at < found.length && cursor == null; at++) {
            if (type != null && !graph.asset(found[at]).type().equals(type)) {
                continue;
            }
            if (items.size() == limit) {
                cursor = last;
            } else {
                items.add(item.apply(found[at]));
                last = graph.asset(found[at]).id();
            }
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("count", found.length);
        page.put("types", types);
        page.put("assets", items);
        page.put("cursor", cursor);
        return page;
    }

    private static int after(Request request, SiteGraph graph, int[] found) {
        String cursor = request.query("cursor").orElse(null);
        if (cursor == null) {
            return 0;
        }
        int wanted = graph.number(cursor);
        for (int at = 0; at < found.length; at++) {
            if (found[at] == wanted) {
                return at + 1;
            }
        }
        throw new HttpProblem(400, "gemello:query.cursor", "The cursor leads nowhere any more.", "Begin again without one.");
    }

    /** @throws HttpProblem 400 */
    static int number(Request request, String name, int usual, int most) {
        String text = request.query(name).orElse(Integer.toString(usual));
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:query." + name, name + "=" + text + " is not possible.", "Give a number from 1 to " + most + ".");
    }
}
