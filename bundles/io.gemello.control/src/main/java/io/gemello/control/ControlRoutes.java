package io.gemello.control;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.control.LoopFault;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code /api/gemello/control}: what loops decide and what is written; and who may let them write. */
final class ControlRoutes {
    private static final String PATH = "/api/gemello/control";
    private static final Duration LONGEST_LEASE = Duration.ofDays(7);
    private static final int LONGEST_COMMENT = 1_000;
    private static final List<String> FILTERS = List.of("loop", "point", "what");
    private static final int USUAL_PAGE = 200;
    private static final int LARGEST_PAGE = 10_000;
    private final ControlCycle cycle;
    private final LoopShelf shelf;
    private final Context context;

    /** The suppliers give null while there is none. @param replaying whether site time is that of a recording */
    record Context(Supplier<Access> access, Supplier<Catalogue> site, BooleanSupplier replaying) {}

    ControlRoutes(ControlCycle cycle, LoopShelf shelf, Context context) {
        this.cycle = cycle;
        this.shelf = shelf;
        this.context = context;
    }

    List<Route> all() {
        return List.of(new Route("GET", PATH, Role.VIEWER, this::show), new Route("GET", PATH + "/history", Role.VIEWER, this::history),
            new Route("POST", PATH + "/loops/{loop}/arm", Role.OPERATOR, this::arm), new Route("POST", PATH + "/loops/{loop}/disarm", Role.OPERATOR, this::disarm));
    }

    private Response show(Request request) {
        Predicate<String> readable = reader(request);
        ControlView view = cycle.view();
        List<Object> loops = new ArrayList<>();
        view.loops().stream().filter(loop -> readable(loop.loop(), readable)).forEach(loop -> loops.add(ControlJson.of(loop)));
        shelf.book().waiting().forEach((name, kind) -> loops.add(ControlJson.waiting(name, kind)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", view.at());
        json.put("loops", loops);
        json.put("actuators", view.actuators().stream().filter(driving -> readable.test(driving.driven().point())).map(ControlJson::of).toList());
        json.put("faults", shelf.book().faults().stream().map(BookFault::toString).toList());
        json.put("refused", shelf.refused().stream().map(BookFault::toString).toList());
        return Response.json(json);
    }

    /** Newest first; {@code loop}, {@code point}, {@code what}, {@code limit}, {@code cursor}. */
    private Response history(Request request) {
        Predicate<String> readable = reader(request);
        int limit = (int) number(request, "limit", USUAL_PAGE, LARGEST_PAGE);
        request.query("what").filter(what -> !ControlEvent.WORDS.contains(what)).ifPresent(what -> {
            throw new HttpProblem(400, "gemello:query.what", "There is no what '" + what + "'.", "Give one of: " + String.join(", ", ControlEvent.WORDS) + ".");
        });
        Set<String> hidden = shelf.book().loops().stream().filter(loop -> !readable(loop, readable)).map(BoundLoop::name).collect(Collectors.toSet());
        ControlHistory.Page page = cycle.history().read(event -> !hidden.contains(String.valueOf(event.get("loop"))) && (event.get("point") == null || readable.test(event.get("point").toString()))
            && FILTERS.stream().allMatch(name -> request.query(name).map(wanted -> wanted.equals(event.get(name))).orElse(true)),
            number(request, "cursor", Long.MAX_VALUE, Long.MAX_VALUE), limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("history", page.events());
        json.put("cursor", page.next() == 0 ? null : Long.toString(page.next()));
        return Response.json(json);
    }

    /** Whether that may be seen of everything that a loop drives, and that it looks at: its reasons tell the values. */
    private static boolean readable(BoundLoop loop, Predicate<String> points) {
        return loop.driven().stream().map(Driven::point).allMatch(points) && loop.inputs().stream().map(Point::id).allMatch(points);
    }

    /** Which points the caller may see; one that the site does not have any more is hidden from nobody. */
    private Predicate<String> reader(Request request) {
        Access access = access();
        Catalogue site = context.site.get();
        return id -> {
            Point point = site.points().get(id);
            return point == null || access.mayRead(request.subject(), site.site().thingId(point.asset()), Access.point(point.feature()));
        };
    }

    private Access access() {
        Access access = context.access.get();
        if (access == null || context.site.get() == null) {
            throw HttpProblem.soon("gemello:access.away", "Nobody can say what you may see or change.", "The bundle that decides is being replaced, or no site is applied; try again.");
        }
        return access;
    }

    private static long number(Request request, String name, long otherwise, long most) {
        try {
            long number = request.query(name).map(Long::parseLong).orElse(otherwise);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:query." + name, name + " is not possible.", name.equals("cursor") ? "Give the cursor of the page before, or none." : "Give a number from 1 to " + most + ".");
    }

    private Response arm(Request request) {
        BoundLoop loop = loop(request);
        Map<?, ?> body = body(request, List.of("for", "comment"));
        Duration time = time(body.get("for"));
        String comment = comment(body);
        if (context.replaying.getAsBoolean()) {
            throw refused(loop.name(), "site time is that of a recording");
        }
        return later(loop.name(), cycle.arm(loop, time, request.subject().name(), comment));
    }

    private Response disarm(Request request) {
        BoundLoop loop = loop(request);
        String comment = comment(body(request, List.of("comment")));
        return later(loop.name(), cycle.disarm(loop.name(), request.subject().name(), comment));
    }

    /** The loop that the path names, where the caller may write all that it drives. */
    private BoundLoop loop(Request request) {
        Access access = access();
        Catalogue site = context.site.get();
        String name = request.pathVariable("loop");
        if (shelf.book().waiting().containsKey(name)) {
            throw refused(name, "no bundle brings its kind '" + shelf.book().waiting().get(name) + "'");
        }
        BoundLoop loop = shelf.book().loops().stream().filter(one -> one.name().equals(name)).findFirst()
            .orElseThrow(() -> new HttpProblem(404, "gemello:control.unknown", "There is no loop '" + name + "'.", "GET " + PATH + " lists them."));
        if (!loop.driven().stream().map(driven -> driven.actuator().point())
            .allMatch(point -> access.mayWrite(request.subject(), site.site().thingId(point.asset()), Access.point(point.feature())))) {
            throw new HttpProblem(403, "gemello:control.forbidden", "You may not write everything that '" + name + "' drives.", "Ask somebody who may.");
        }
        return loop;
    }

    private Response later(String loop, CompletableFuture<Lease> done) {
        return Response.later(done.handle((lease, fault) -> {
            Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            if (cause instanceof ControlDesk.Refusal) {
                throw refused(loop, cause.getMessage());
            }
            if (cause != null) {
                throw HttpProblem.soon("gemello:control.away", "Control is not at work now.", String.valueOf(cause.getMessage()));
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("loop", loop);
            json.put("lease", lease == null ? null : ControlJson.of(lease));
            return Response.json(json);
        }));
    }

    private HttpProblem refused(String loop, String why) {
        return new HttpProblem(409, "gemello:control.state", "Loop '" + loop + "': " + why + ".", "GET " + PATH + " shows how it stands.");
    }

    private static Map<?, ?> body(Request request, List<String> names) {
        Object given = request.body().length == 0 ? Map.of() : request.json();
        if (given instanceof Map<?, ?> map && names.containsAll(map.keySet())) {
            return map;
        }
        throw new HttpProblem(400, "gemello:control.body", "The body is not understood.", "Write an object with " + String.join(" and ", names) + ".");
    }

    /** Who lets a machine write, or takes that away, says why. */
    private static String comment(Map<?, ?> body) {
        String text = body.get("comment") instanceof String given ? given.strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_COMMENT) {
            throw new HttpProblem(400, "gemello:control.comment", text.isEmpty() ? "A comment is missing." : "The comment has more than " + LONGEST_COMMENT + " characters.", "Say why: {\"comment\": TEXT}.");
        }
        // It is shown on one line, and in logs and tables of others.
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new HttpProblem(400, "gemello:control.comment", "The comment has a line break or another control character.", "Write it on one line.");
        }
        return text;
    }

    private static Duration time(Object given) {
        try {
            Duration time = given == null ? Duration.ZERO : Words.duration("for", given);
            if (!time.isZero() && time.compareTo(LONGEST_LEASE) <= 0) {
                return time;
            }
        } catch (LoopFault no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:control.for", "for=" + given + " is not possible.", "Say for how long, at most seven days: {\"for\": \"30 min\", \"comment\": TEXT}.");
    }
}
