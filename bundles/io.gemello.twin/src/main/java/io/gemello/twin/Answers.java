package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers as Ditto gives them: its headers, its error JSON. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    /** Of the thing that was read or changed. */
    static final String REVISION = "entity-revision";

    private final String correlationId;
    private final Subject who;

    Answers(String correlationId, Subject who) {
        this.correlationId = correlationId;
        this.who = who;
    }

    Response json(int status, String json) {
        return withHeaders(new Response(status, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8)));
    }

    Response empty(int status) {
        return withHeaders(Response.empty(status));
    }

    private Response withHeaders(Response response) {
        return response.header("correlation-id", correlationId).header("ditto-originator", who.dittoSubject()).header("response-required", "false");
    }

    /** Any refusal in Ditto's shape; a fault of ours tells the caller nothing and the log one line. */
    Response of(Throwable refusal) {
        Throwable cause = refusal instanceof CompletionException && refusal.getCause() != null ? refusal.getCause() : refusal;
        if (cause instanceof JsonRuntimeException json) {
            cause = new DittoJsonException(json);
        }
        if (cause instanceof DittoRuntimeException ditto) {
            int status = ditto.getHttpStatus().getCode();
            Response answer = status == 304 ? empty(status) : json(status, ditto.toJsonString());
            return ditto.getDittoHeaders().getETag().map(etag -> answer.header("ETag", etag.toString())).orElse(answer);
        }
        if (cause instanceof HttpProblem problem) {
            Response response = json(problem.status(), text(problem.status(), problem.error(), problem.getMessage(), problem.description()));
            for (var header : problem.headers().entrySet()) {
                response = response.header(header.getKey(), header.getValue());
            }
            return response;
        }
        LOG.error("A request to the twin failed (correlation-id {}): {}", correlationId, cause.toString());
        LOG.debug("in detail", cause);
        return json(500, text(500, "internalerror", "An internal error occurred.", "The log has it under correlation-id " + correlationId + "."));
    }

    private static String text(int status, String error, String message, String description) {
        JsonObjectBuilder json = JsonFactory.newObjectBuilder().set("status", status).set("error", error).set("message", message);
        if (description != null) {
            json.set("description", description);
        }
        return json.build().toString();
    }
}
