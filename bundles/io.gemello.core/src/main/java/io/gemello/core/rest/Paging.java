package io.gemello.core.rest;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

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

    /**
     * {@code {name: […], cursor: …}}; the cursor is null on the last page.
     *
     * @param all in order, before any filter: what the cursor names may no longer pass it
     */
    static <T> Map<String, Object> page(Request request, String name, List<T> all, Predicate<T> filter, Function<T, String> id, Function<T, ?> json) {
        int limit = limit(request);
        int at = after(request.query("cursor").orElse(null), all, id);
        List<Object> items = new ArrayList<>();
        String last = null;
        String cursor = null;
        for (; at < all.size() && cursor == null; at++) {
            T item = all.get(at);
            if (!filter.test(item)) {
                continue;
            }
            if (items.size() == limit) {
                cursor = last;
            } else {
                items.add(json.apply(item));
                last = id.apply(item);
            }
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, items);
        page.put("cursor", cursor);
        return page;
    }

    private static <T> int after(String cursor, List<T> all, Function<T, String> id) {
        if (cursor == null) {
            return 0;
        }
        for (int at = 0; at < all.size(); at++) {
            if (id.apply(all.get(at)).equals(cursor)) {
                return at + 1;
            }
        }
        throw new HttpProblem(400, "gemello:query.cursor", "The cursor leads nowhere any more.", "Begin again without one.");
    }
}
