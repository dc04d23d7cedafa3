package io.gemello.bim;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.bim.brick.BrickTurtle;
import io.gemello.bim.brick.BrickTurtle.Element;
import io.gemello.bim.mapping.MappingRow;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** {@code /api/gemello/brick.ttl}: the site in Brick's words, as far as the caller may see its assets. */
final class BrickEndpoint {
    private final Supplier<BimSnapshot> snapshots;
    private final Supplier<Catalogue> catalogue;
    private final AssetGuard guard;

    /** @param catalogue gives null while there is none */
    BrickEndpoint(Supplier<BimSnapshot> snapshots, Supplier<Catalogue> catalogue, AssetGuard guard) {
        this.snapshots = snapshots;
        this.catalogue = catalogue;
        this.guard = guard;
    }

    Response turtle(Request request) {
        Predicate<String> reader = guard.reader(request.subject()).assets();
        LivePlan plan = snapshots.get().plan();
        Map<Element, String> elements = new HashMap<>();
        for (MappingRow row : plan.mapping()) {
            if (row.ifcGuid() != null && row.status() != MappingRow.Status.DANGLING) {
                elements.put(new Element(row.kind().equals("point"), row.id()), row.ifcGuid());
            }
        }
        String text = new BrickTurtle(catalogue.get(), elements::get, reader).write(plan.model() == null ? null : plan.model().project());
        return Response.bytes("text/turtle; charset=utf-8", text.getBytes(StandardCharsets.UTF_8)).header("Cache-Control", "private, no-cache");
    }
}
