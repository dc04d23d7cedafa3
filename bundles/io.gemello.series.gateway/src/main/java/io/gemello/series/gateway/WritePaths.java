package io.gemello.series.gateway;

import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.series.gateway.line.Lines;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v2/write} and {@code POST /write}. */
final class WritePaths {
    private static final Logger LOG = LoggerFactory.getLogger(WritePaths.class);
    private static final int NO_CONTENT = 204;

    private final Buckets buckets;
    private final WriteDesk desk;

    WritePaths(Buckets buckets, WriteDesk desk) {
        this.buckets = buckets;
        this.desk = desk;
    }

    Response version2(Request request) {
        return write(request, InfluxProblem::inVersion2, () -> buckets.check2(needed(request, "bucket")), "ns");
    }

    Response version1(Request request) {
        return write(request, InfluxProblem::inVersion1, () -> buckets.check1(needed(request, "db")), "n");
    }

    private static String needed(Request request, String name) {
        return request.query(name).filter(value -> !value.isEmpty()).orElseThrow(() -> InfluxProblem.invalid(name.equals("db") ? "database is required" : name + " is required"));
    }

    private Response write(Request request, Function<InfluxProblem, Response> form, Runnable checked, String usualPrecision) {
        try {
            checked.run();
            long unit = Precision.nanos(request.query("precision").filter(word -> !word.isEmpty()).orElse(usualPrecision));
            Lines body = Lines.parse(new String(request.body(), StandardCharsets.UTF_8), unit);
            CompletionStage<Void> durable = desk.write(body);
            return Response.later(durable.handle((nothing, failed) -> failed != null ? form.apply(away(failed)) : body.bad() > 0 ? form.apply(partial(body)) : Response.empty(NO_CONTENT)));
        } catch (InfluxProblem problem) {
            return form.apply(problem);
        }
    }

    private static InfluxProblem away(Throwable failed) {
        Throwable cause = failed instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : failed;
        LOG.debug("written lines are not durable", cause);
        return InfluxProblem.away("what was written is not durable: " + cause.getMessage() + "; send it again");
    }

    /** The good lines are stored: InfluxDB says it in these words. */
    private static InfluxProblem partial(Lines body) {
        String faults = String.join("\n", body.faults()) + (body.bad() > body.faults().size() ? "\n… and " + (body.bad() - body.faults().size()) + " more" : "");
        return InfluxProblem.invalid(body.good().isEmpty() ? faults : "partial write: " + faults + " dropped=" + body.bad());
    }
}
