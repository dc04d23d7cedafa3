package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.twin.policy.Sight;
import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.Rql;
import io.gemello.twin.rql.RqlField;
import io.gemello.twin.search.Finder;
import io.gemello.twin.search.Hit;
import io.gemello.twin.search.Lens;
import io.gemello.twin.search.SearchQuery;
import io.gemello.twin.search.SortKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;

/** Answers {@code /search/things}. What somebody wrote he finds at once: the indices follow every change before it is answered. */
final class ThingSearch {
    private final Finder<ThingCell> finder;
    private final Things things;
    private final SearchStreams streams;
    private final Guard guard;
    private final Supplier<Instant> now;

    ThingSearch(Finder<ThingCell> finder, Things things, SearchStreams streams, Guard guard, Supplier<Instant> now) {
        this.finder = finder;
        this.things = things;
        this.streams = streams;
        this.guard = guard;
        this.now = now;
    }

    Response search(Request request, Answers answers) {
        SearchParameters given = SearchParameters.of(request);
        if (request.wantsEvents()) {
            return stream(request, given);
        }
        Page page = page(request, given);
        JsonObjectBuilder answer = JsonFactory.newObjectBuilder().set("items", page.items());
        if (page.cursor() != null) {
            answer.set("cursor", page.cursor());
        } else {
            answer.set("nextPageOffset", page.nextOffset());
        }
        return answers.json(200, answer.build().toString());
    }

    /** {@code GET /things} without ids: a search for everything whose answer is the bare things; the following page is a link. */
    Response list(Request request, Answers answers) {
        RequestOption.refuseUnknown(request);
        RequestOption.refusePast(request);
        SearchParameters given = SearchParameters.of(request).withoutFilter();
        Page page = page(request, given);
        Response answer = answers.json(200, page.items().toString());
        return page.cursor() == null ? answer : answer.header("Link", "<" + request.path() + "?" + given.goingOn(page.cursor()) + ">; rel=\"next\"");
    }

    /**
     * @param cursor null on the last page, and for the old limit
     * @param nextOffset for the old limit; -1 on the last page
     */
    private record Page(JsonArray items, String cursor, int nextOffset) {}

    private Page page(Request request, SearchParameters given) {
        SearchOptions options = SearchOptions.of(given.option());
        SearchCursor cursor = options.cursor() == null ? null : SearchCursor.of(options.cursor());
        SearchParameters wanted = cursor == null ? given : given.goingOn(cursor);
        List<SortKey> keys = cursor == null ? options.sort() : cursor.keys(options.sort());
        FieldChoice fields = FieldChoice.ofThing(given.fields());
        int size = options.limit() != null ? options.limit().offset() + options.limit().count() : options.size() >= 0 ? options.size()
            : cursor == null ? SearchOptions.DEFAULT_SIZE : cursor.size();
        SearchQuery query = query(request.subject(), wanted, keys, cursor == null ? null : cursor.last());
        List<Hit<ThingCell>> hits = finder.first(query, size + 1);
        boolean more = hits.size() > size;
        List<Hit<ThingCell>> page = hits.subList(options.limit() == null ? 0 : Math.min(options.limit().offset(), hits.size()), Math.min(size, hits.size()));
        String next = more && options.limit() == null ? new SearchCursor(wanted.filter(), wanted.namespaceText(), SearchCursor.text(keys), size, page.get(page.size() - 1)).text() : null;
        return new Page(items(page, thing -> shown(request.subject(), thing, fields)), next, more ? size : -1);
    }

    private static JsonArray items(List<Hit<ThingCell>> page, Function<ThingState, JsonObject> shown) {
        JsonArrayBuilder items = JsonFactory.newArrayBuilder();
        for (Hit<ThingCell> hit : page) {
            ThingState thing = hit.document().now;
            if (thing != null) {
                items.add(shown.apply(thing));
            }
        }
        return items.build();
    }

    private JsonObject shown(Subject who, ThingState thing, FieldChoice fields) {
        Sight sight = guard.sight(who, thing);
        ThingState seen = thing.shownTo(sight);
        return fields == null ? sight.of(seen.json()) : fields.from(sight.of(seen.jsonWithSpecialFields()));
    }

    Response count(Request request, Answers answers) {
        return answers.json(200, Long.toString(finder.count(query(request.subject(), SearchParameters.of(request), List.of(), null))));
    }

    private SearchQuery query(Subject who, SearchParameters given, List<SortKey> keys, Hit<?> after) {
        Lens mine = id -> look(who, id);
        Lens lens = given.namespaces() == null ? mine : id -> given.namespaces().contains(id.substring(0, id.indexOf(':'))) ? mine.of(id) : null;
        return new SearchQuery(given.filter() == null ? null : Rql.parse(given.filter(), now.get()), lens, keys == null ? List.of() : keys, after);
    }

    private Function<RqlField, FieldValues> look(Subject who, String id) {
        ThingState thing = things.find(id);
        Sight sight = thing == null ? Sight.NOTHING : guard.sight(who, thing);
        if (sight.everything() || sight.nothing()) {
            return sight.nothing() ? null : Lens.WHOLE;
        }
        JsonObject seen = sight.of(thing.shownTo(sight).jsonWithSpecialFields());
        return field -> field.in(seen);
    }

    /** One event per thing, in order; its id, given back as {@code Last-Event-ID}, is where to go on. */
    private Response stream(Request request, SearchParameters given) {
        SearchOptions options = SearchOptions.of(given.option());
        if (options.size() >= 0 || options.cursor() != null || options.limit() != null) {
            throw SearchOptions.invalid("A stream takes the option 'sort' alone.");
        }
        FieldChoice fields = FieldChoice.ofThing(given.fields());
        SearchQuery query = query(request.subject(), given, options.sort(), null);
        String lastId = request.header("Last-Event-ID").orElse(null);
        ThingCell last = lastId == null ? null : things.cell(lastId);
        if (lastId != null && last == null) {
            throw SearchOptions.invalid("Last-Event-ID is no thing that there is: begin anew.");
        }
        SearchQuery rest = last == null ? query : query.after(finder.place(last, query));
        return Response.events(sink -> streams.open(rest, thing -> shown(request.subject(), thing, fields), sink));
    }
}
