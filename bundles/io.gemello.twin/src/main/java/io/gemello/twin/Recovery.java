package io.gemello.twin;

import io.gemello.twin.policy.Policies;
import java.io.IOException;

/** Fills things and policies from the journal, before anything else runs. */
final class Recovery {
    private final Things things;
    private final Policies policies;

    Recovery(Things things, Policies policies) {
        this.things = things;
        this.policies = policies;
    }

    void from(ThingJournal journal) throws IOException {
        journal.replay(this::take, this::take);
        for (ThingCell cell : things.cells()) {
            if (!cell.awaitsSite) {
                cell.now = new ThingState(cell.id, cell.lastRevision, cell.lastCreated, cell.recoveredModified, null, cell.recovered, null);
                cell.recovered = ClientPart.EMPTY;
            }
        }
    }

    private void take(PolicyRecord record) {
        if (record.type() == PolicyRecord.GONE) {
            policies.hide(record.id());
        } else {
            policies.show(record.state());
        }
    }

    private void take(ThingRecord record) {
        ThingCell cell = things.make(record.id());
        cell.lastRevision = Math.max(cell.lastRevision, record.revision());
        switch (record.type()) {
            case ThingRecord.CHANGED -> {
                cell.awaitsSite = record.site();
                cell.lastCreated = record.created();
                cell.recoveredModified = record.modified();
                cell.recovered = record.client();
            }
            case ThingRecord.MARKED -> cell.awaitsSite = true;
            default -> things.drop(cell);
        }
    }
}
