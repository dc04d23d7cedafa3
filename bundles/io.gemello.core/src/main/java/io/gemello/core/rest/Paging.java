package io.gemello.core.rest;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pages of a list that has ids: the cursor is the last id that was given. */
final class Paging {
    private static final int MOST = 10_000;
    private static final int USUAL = 1000;

    private Paging() {}

    static int limit(Request request) {
        String text = request.query("limit").orElse(Integer.toString(USUAL));
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:query.limit", "limit=" + text + " is not possible.", "Give a number from 1 to " + MOST + ".");
    }

    /** {@code {name: […], cursor: …}}; the cursor is null on the last page. */
    static <T> Map<String, Object> page(Request request, String name, List<T> all, Function<T, String> id, Function<T, ?> json) {
        int limit = limit(request);
        int from = 0;
        String cursor = request.query("cursor").orElse(null);
        if (cursor != null) {
            while (from < all.size() && !id.apply(all.get(from)).equals(cursor)) {
                from++;
            }
            if (from == all.size()) {
                throw new HttpProblem(400, "gemello:query.cursor", "The cursor leads nowhere any more.", "Begin again without one.");
            }
            from++;
        }
        int to = Math.min(all.size(), from + limit);
        List<Object> items = new ArrayList<>(to - from);
        all.subList(from, to).forEach(item -> items.add(json.apply(item)));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, items);
        page.put("cursor", to < all.size() ? id.apply(all.get(to - 1)) : null);
        return page;
    }
}
