package io.gemello.twin;

import io.gemello.api.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingHistoryNotAccessibleException;

/**
 * A thing as it was: what clients had made of it from the journal, points' values from the time series, and of the site's
 * files what they say now, for they are not kept.
 */
final class TimeTravel {
    static final String REVISION = "at-historical-revision";
    static final String TIMESTAMP = "at-historical-timestamp";

    private final Things things;
    private final ThingJournal journal;
    private final SeriesTelemetry series;
    private final LongSupplier now;

    TimeTravel(Things things, ThingJournal journal, SeriesTelemetry series, LongSupplier now) {
        this.things = things;
        this.journal = journal;
        this.series = series;
        this.now = now;
    }

    /** Null when the request asks for no past. @throws ThingHistoryNotAccessibleException 404 @throws DittoHeaderInvalidException 400 */
    ThingState asked(Request request, String thingId) {
        String revision = RequestOption.of(request, REVISION).orElse(null);
        if (revision != null) {
            return atRevision(thingId, number(revision));
        }
        String timestamp = RequestOption.of(request, TIMESTAMP).orElse(null);
        return timestamp == null ? null : atTime(thingId, time(timestamp));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw DittoHeaderInvalidException.newInvalidTypeBuilder(REVISION, text, "long").build();
        }
    }

    private static long time(String text) {
        try {
            return Times.nanos(text);
        } catch (DateTimeException | ArithmeticException wrong) {
            throw DittoHeaderInvalidException.newInvalidTypeBuilder(TIMESTAMP, text, "ISO-8601 timestamp").build();
        }
    }

    private ThingState atRevision(String thingId, long revision) {
        ThingState present = things.find(thingId);
        if (present != null && present.revision() == revision) {
            return present;
        }
        ThingHistory.Past past = journal.history().at(thingId, revision);
        if (past == null || past.deleted()) {
            throw ThingHistoryNotAccessibleException.newBuilder(ThingId.of(thingId), revision).build();
        }
        return state(past, past.time(), present);
    }

    private ThingState atTime(String thingId, long time) {
        ThingState present = things.find(thingId);
        Instant asked = Times.instant(time);
        if (time > now.getAsLong()) {
            throw ThingHistoryNotAccessibleException.newBuilder(ThingId.of(thingId), asked).build();
        }
        ThingHistory.Past past = journal.history().before(thingId, time);
        if (past != null && !past.deleted()) {
            return state(past, time, present);
        }
        // A thing of the site is as old as its series, not as its first apply here.
        if (past != null || present == null || present.site() == null && present.created() > time) {
            throw ThingHistoryNotAccessibleException.newBuilder(ThingId.of(thingId), asked).build();
        }
        return beforeAllChanges(present, time);
    }

    /** No change is kept from before that time: then either there was none, or it is no longer known what was. */
    private ThingState beforeAllChanges(ThingState present, long time) {
        ThingHistory.Past first = journal.history().first(present.id());
        if (first == null && present.site() == null && present.modified() <= time) {
            return present;
        }
        boolean untouched = present.site() != null && (first == null ? present.client().isEmpty() : first.first());
        if (!untouched) {
            throw ThingHistoryNotAccessibleException.newBuilder(ThingId.of(present.id()), Times.instant(time)).build();
        }
        return new ThingState(present.id(), present.revision(), present.created(), time, present.site(), ClientPart.EMPTY, series.at(present.site(), time));
    }

    private ThingState state(ThingHistory.Past past, long time, ThingState present) {
        ThingRecord record;
        try {
            record = journal.read(past);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        if (record == null) {
            throw ThingHistoryNotAccessibleException.newBuilder(ThingId.of(past.id()), past.revision()).build();
        }
        SiteThing site = record.site() && present != null ? present.site() : null;
        ClientPart part = record.site() && site == null ? record.client().alone(past.id()) : record.client();
        return new ThingState(past.id(), past.revision(), record.created(), site == null ? past.time() : time, site, part, site == null ? null : series.at(site, time));
    }
}
