package io.gemello.twin;

import io.gemello.api.twin.Twins;
import java.util.List;

/** All things for the other parts of the runtime, as they are published. */
final class PublishedThings implements Twins {
    private final Things things;

    PublishedThings(Things things) {
        this.things = things;
    }

    /** A cell without a state is that of a thing that is being made. */
    @Override
    public List<String> ids() {
        return things.cells().stream().filter(cell -> cell.now != null).map(cell -> cell.id).toList();
    }

    @Override
    public String json(String thingId) {
        ThingState thing = things.find(thingId);
        return thing == null ? null : thing.json().toString();
    }
}
