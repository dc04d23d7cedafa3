package io.gemello.export.dynamo;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.access.Role;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code /bim/exports/dynamo}: the files, each caller's own: what he may not read is not in them. */
final class DynamoEndpoint {
    private static final String PATH = "/bim/exports/dynamo/";
    private static final Pattern OWN_MACHINE = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?");
    private final Supplier<Snapshot> snapshots;
    private final RevitPack pack;
    private final AssetGuard guard;
    private final String address;

    /** @param address under which clients reach Gemello; empty where it is the one that they ask */
    DynamoEndpoint(Supplier<Snapshot> snapshots, RevitPack pack, AssetGuard guard, String address) {
        this.snapshots = snapshots;
        this.pack = pack;
        this.guard = guard;
        this.address = address;
    }

    List<Route> routes() {
        return List.of(new Route("GET", PATH + RevitPack.SNAPSHOT, Role.VIEWER, this::snapshot), new Route("GET", PATH + RevitPack.PARAMETERS, Role.VIEWER, this::parameters),
            new Route("GET", PATH + RevitPack.APPLY, Role.VIEWER, request -> file(RevitPack.APPLY, "application/json", pack.apply(source(request)))),
            new Route("GET", PATH + RevitPack.RESET, Role.VIEWER, request -> file(RevitPack.RESET, "application/json", pack.reset(source(request)))),
            new Route("GET", PATH + RevitPack.README, Role.VIEWER, request -> Response.bytes("text/plain; charset=utf-8", RevitPack.text(RevitPack.README).getBytes(StandardCharsets.UTF_8))));
    }

    /** {@code since}: a tag; only what has changed after it is given, or everything where it says nothing any more. */
    private Response snapshot(Request request) {
        Snapshot now = now();
        Reader reader = guard.reader(request.subject());
        String tag = "\"" + now.etag() + "\"";
        if (request.query("since").isEmpty() && request.header("If-None-Match").map(tag::equals).orElse(false)) {
            return Response.empty(304).header("ETag", tag);
        }
        long since = request.query("since").map(given -> now.version(given.replace("W/", "").replace("\"", ""))).orElse(-1L);
        return Response.json(SnapshotJson.of(now, since, reader)).header("ETag", tag);
    }

    private Response parameters(Request request) {
        return file(RevitPack.PARAMETERS, "text/plain; charset=utf-16", pack.parameters(now(), guard.reader(request.subject())));
    }

    private Snapshot now() {
        Snapshot now = snapshots.get();
        if (now == null) {
            throw HttpProblem.soon("gemello:bim.not-yet", "Nothing has been exported yet.", "The site's model is being read; try again.");
        }
        return now;
    }

    /** The graphs send no token over a network without TLS, so only on this machine the plain port will do. */
    private String source(Request request) {
        String host = request.header("Host").orElse("127.0.0.1");
        return !address.isEmpty() ? address : (OWN_MACHINE.matcher(host).matches() ? "http://" : "https://") + host;
    }

    private static Response file(String name, String type, byte[] bytes) {
        return Response.bytes(type, bytes).header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }
}
