package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.twin.rql.Rql;
import io.gemello.twin.policy.Sight;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionNotModifiedException;

/** Answers {@code GET}: a thing, a part of one, many, and streams of changes. Reads published states without a lock. */
final class ThingReads {
    /** Characters of a list's answer; more is refused rather than held in memory for one caller. */
    private static final int MAX_LIST = 32 << 20;

    private final Things things;
    private final Guard guard;
    private final ChangeStreams streams;
    private final TimeTravel travel;
    private final Supplier<Instant> now;

    ThingReads(Things things, Guard guard, ChangeStreams streams, TimeTravel travel, Supplier<Instant> now) {
        this.things = things;
        this.guard = guard;
        this.streams = streams;
        this.travel = travel;
        this.now = now;
    }

    Response one(Request request, String thingId, ThingPath path, Answers answers) {
        RequestOption.refuseUnknown(request);
        ThingState present = things.find(thingId);
        Sight today = present == null ? null : sight(request.subject(), present);
        ThingState past = travel.asked(request, thingId);
        ThingState whole = past == null ? find(thingId) : past;
        // What is over is judged by the policy of today, as long as there is the thing.
        Sight sight = today == null ? sight(request.subject(), whole) : today;
        ThingState thing = whole.shownTo(sight);
        String fields = request.query("fields").orElse(null);
        FieldChoice choice = path.whole() ? FieldChoice.ofThing(fields) : FieldChoice.of(fields);
        if (request.wantsEvents()) {
            RequestOption.refusePast(request);
            return stream(request, filter(request, Set.of(thingId), null, path, choice));
        }
        // Most reads are of all that there is, and need none of it as JSON.
        boolean all = path.whole() && choice == null && sight.everything();
        JsonValue value = all ? null : path.whole() ? whole(request.subject(), thing, sight, choice) : sight.of(path.pointer(), thing.at(path));
        if (value == null && !all) {
            throw PathErrors.notFound(path, thingId);
        }
        String etag = EntityTags.of(path, thing.revision(), value);
        try {
            Preconditions conditions = Preconditions.of(request, now.get());
            guard.condition(conditions, sight);
            conditions.beforeRead(etag, thing);
        } catch (ThingPreconditionNotModifiedException same) {
            return answers.empty(304).header("ETag", etag);
        }
        Response answer = answers.json(200, all ? thing.text() : chosen(value, choice).toString()).header("ETag", etag).header(Answers.REVISION, Long.toString(thing.revision()));
        return RequestOption.of(request, "get-metadata").map(paths -> answer.header("ditto-metadata", noted(sight.of(thing.client().metadata()), path, MetadataPaths.of(paths)))).orElse(answer);
    }

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 404 where that is nothing */
    private Sight sight(Subject who, ThingState thing) {
        Sight sight = guard.sight(who, thing);
        if (sight.nothing()) {
            throw PathErrors.notFound(ThingPath.WHOLE, thing.id());
        }
        return sight;
    }

    /** Where fields are chosen with its special fields, and its policy where that is asked for and may be seen. */
    private JsonObject whole(Subject who, ThingState thing, Sight sight, FieldChoice choice) {
        if (choice == null) {
            return sight.of(thing.json());
        }
        JsonObject seen = sight.of(thing.jsonWithSpecialFields());
        JsonObject policy = choice.names("_policy") ? guard.policy(who, thing) : JsonObject.empty();
        return policy.isEmpty() ? seen : seen.setValue("_policy", policy);
    }

    /** The metadata at these places below the path, as the text of a header: ASCII alone. */
    private static String noted(JsonObject all, ThingPath path, MetadataPaths wanted) {
        JsonObject here = path.whole() ? all : all.getValue(path.pointer()).filter(v -> v.isObject() && !v.isNull()).map(JsonValue::asObject).orElseGet(JsonObject::empty);
        JsonObjectBuilder found = JsonFactory.newObjectBuilder();
        wanted.find(here, found::set);
        StringBuilder ascii = new StringBuilder();
        found.build().toString().chars().forEach(c -> ascii.append(c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return ascii.toString();
    }

    private ThingState find(String thingId) {
        return find(things, thingId);
    }

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 404 @throws HttpProblem 503 until the first apply after a start */
    static ThingState find(Things things, String thingId) {
        ThingState thing = things.find(thingId);
        if (thing == null && things.awaitsSite(thingId)) {
            throw new HttpProblem(503, "gemello:twin.starting", "The site is not applied yet.", "Try again in a moment.", Map.of("Retry-After", "1"));
        }
        if (thing == null) {
            throw PathErrors.notFound(ThingPath.WHOLE, thingId);
        }
        return thing;
    }

    private static JsonValue chosen(JsonValue value, FieldChoice choice) {
        return choice != null && value.isObject() && !value.isNull() ? choice.from(value.asObject()) : value;
    }

    /** Those of {@code ids} that there are, in their order, or all that the caller may read, by id (over HTTP a search answers that, page by page); {@code namespaces} narrows both. */
    Response many(Request request, Answers answers) {
        RequestOption.refuseUnknown(request);
        RequestOption.refusePast(request);
        FieldChoice choice = FieldChoice.ofThing(request.query("fields").orElse(null));
        Set<String> ids = request.query("ids").map(ThingReads::ids).orElse(null);
        Set<String> namespaces = request.query("namespaces").map(ThingReads::commaSeparated).orElse(null);
        ChangeFilter filter = filter(request, ids, namespaces, ThingPath.WHOLE, choice);
        if (request.wantsEvents()) {
            return stream(request, filter);
        }
        Stream<ThingState> candidates = ids != null ? ids.stream().map(things::find) : things.cells().stream().sorted(Comparator.comparing(cell -> cell.id)).map(cell -> cell.now);
        StringBuilder list = new StringBuilder("[");
        candidates.filter(Objects::nonNull).filter(filter::wants).forEach(whole -> {
            Sight sight = guard.sight(request.subject(), whole);
            if (sight.nothing()) {
                return;
            }
            ThingState thing = whole.shownTo(sight);
            JsonObject shown = choice == null ? sight.of(thing.json()) : choice.from(sight.of(thing.jsonWithSpecialFields()));
            list.append(list.length() == 1 ? "" : ",").append(shown);
            if (list.length() > MAX_LIST) {
                throw new HttpProblem(413, "gemello:twin.list-too-long", "All these things are too much for one answer.",
                    "Narrow it by ids, namespaces or fields.", Map.of());
            }
        });
        return answers.json(200, list.append(']').toString());
    }

    private static Set<String> ids(String text) {
        Set<String> ids = new LinkedHashSet<>();
        commaSeparated(text).forEach(id -> ids.add(ThingId.of(id).toString()));
        return ids;
    }

    private static Set<String> commaSeparated(String text) {
        Set<String> parts = new LinkedHashSet<>();
        Arrays.stream(text.split(",")).map(String::trim).filter(part -> !part.isEmpty()).forEach(parts::add);
        return parts;
    }

    private ChangeFilter filter(Request request, Set<String> ids, Set<String> namespaces, ThingPath path, FieldChoice fields) {
        Rql rql = request.wantsEvents() ? request.query("filter").map(text -> Rql.parse(text, now.get())).orElse(null) : null;
        return new ChangeFilter(ids, namespaces, path, fields, rql, request.wantsEvents() ? FieldChoice.ofThing(request.query("extraFields").orElse(null)) : null, null);
    }

    private Response stream(Request request, ChangeFilter filter) {
        return Response.events(sink -> streams.open(filter, request.subject(), sink));
    }
}
