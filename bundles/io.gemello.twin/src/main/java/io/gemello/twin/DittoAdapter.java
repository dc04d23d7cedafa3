package io.gemello.twin;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.http.HttpProblem;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.ditto.json.JsonValue;

/** The adapter {@code ditto}: clients of the twin that write values of points. Used on the lane. */
final class DittoAdapter implements AutoCloseable {
    static final String NAME = "ditto";

    private final Intake intake;
    /** Null while another adapter has the name. */
    private volatile IntakeSession session;
    private volatile String trouble = "";
    private final Map<String, Binding> bindings = new ConcurrentHashMap<>();
    private volatile Catalogue catalogue;

    DittoAdapter(Intake intake) {
        this.intake = intake;
        open();
    }

    /** Null while the name is taken; tried again with each value. */
    private IntakeSession open() {
        if (session == null) {
            try {
                session = intake.open(new AdapterInfo(NAME, "ditto", "values written by Ditto clients"));
                session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
                trouble = "";
            } catch (IllegalStateException taken) {
                trouble = "clients cannot write values: the adapter name " + NAME + " is the twin's own and another adapter has it (" + taken.getMessage() + ")";
            }
        }
        return session;
    }

    /** Empty when all is well. */
    String trouble() {
        return trouble;
    }

    void applied(Catalogue now) {
        catalogue = now;
    }

    /** @param unit null for the point's own @throws HttpProblem 409 when the point is not this adapter's, 400 for a value that cannot be one */
    Sample sample(Point point, JsonValue value, String unit, long epochNanos) {
        PointDetail detail = catalogue == null ? null : catalogue.detail(point.id());
        if (point.retired() || detail == null || !NAME.equals(detail.adapter())) {
            throw new HttpProblem(409, "gemello:twin.point-fed-by-adapter", fed(point, detail),
                "To have clients write it, set its adapter to " + NAME + " and its address to " + point.asset() + "/" + point.feature()
                    + " in points.csv. To write other properties of the feature, leave out value.");
        }
        IntakeSession door = open();
        if (door == null) {
            throw new HttpProblem(503, "gemello:twin.no-intake", "Values of points cannot be written now.", trouble + "; give that adapter another name.");
        }
        return new Sample(bindings.computeIfAbsent(detail.address(), door::bind), plain(point, value), unit, epochNanos);
    }

    private static String fed(Point point, PointDetail detail) {
        return point.retired() || detail == null ? "The point " + point.id() + " is retired: it takes no more values."
            : "The point " + point.id() + " is fed by the adapter " + detail.adapter() + ".";
    }

    private static Object plain(Point point, JsonValue value) {
        if (value.isLong()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isString()) {
            return value.asString();
        }
        throw new HttpProblem(400, "gemello:twin.value", "This is no value for the point " + point.id() + ".",
            "Give a number, true, false, or one of the point's states as text.");
    }

    /** @param iso null where none was given @throws HttpProblem 400 */
    static long time(String iso) {
        if (iso == null) {
            return Sample.NO_TIME;
        }
        try {
            return Times.nanos(iso);
        } catch (DateTimeException | ArithmeticException wrong) {
            throw new HttpProblem(400, "gemello:twin.time", "\"" + (iso.length() > 80 ? iso.substring(0, 80) + "…" : iso) + "\" is not a time.",
                "Give an ISO-8601 time with zone, e.g. 2026-01-31T12:00:00.5Z, or leave it out.");
        }
    }

    /** Null when too much is in flight or the disk is full. */
    CompletionStage<Void> offer(List<Sample> samples) {
        return session.offer(samples);
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
