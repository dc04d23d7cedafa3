package io.gemello.twin.protocol;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.ditto.base.model.signals.acks.AcknowledgementRequestDuplicateCorrelationIdException;
import org.eclipse.ditto.base.model.signals.acks.AcknowledgementRequestTimeoutException;

/** Where those who asked for acknowledgements wait for them. Any thread. */
public final class AckDesk {
    /** Those who wait at once; each holds what was acknowledged so far. */
    private static final int MAX_WAITING = 10_000;

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** Somebody who waits. */
    static final class Waiting {
        private final Set<String> labels;
        private final Duration patience;
        private final Map<String, Ack> given = new LinkedHashMap<>();
        private final Set<Object> told = ConcurrentHashMap.newKeySet();
        private final CompletableFuture<Void> complete = new CompletableFuture<>();

        private Waiting(Set<String> labels, Duration patience) {
            this.labels = labels;
            this.patience = patience;
        }

        /** Before somebody is told what he may answer. */
        void telling(Object hearer) {
            told.add(hearer);
        }

        private synchronized void give(String label, Ack ack) {
            if (labels.contains(label) && given.putIfAbsent(label, ack) == null && given.size() == labels.size()) {
                complete.complete(null);
            }
        }

        /** In the order of the labels; 408 for those that did not come. */
        private synchronized Map<String, Ack> all() {
            Map<String, Ack> all = new LinkedHashMap<>();
            for (String label : labels) {
                Ack ack = given.get(label);
                all.put(label, ack == null ? Ack.of(AcknowledgementRequestTimeoutException.newBuilder(patience).build()) : ack);
            }
            return all;
        }

        /** Completes with an acknowledgement for each label, at the latest when the patience is over. */
        CompletionStage<Map<String, Ack>> outcome() {
            return complete.handle((done, late) -> all());
        }

        void giveUp() {
            complete.complete(null);
        }
    }

    /** @throws AcknowledgementRequestDuplicateCorrelationIdException 409 while another waits under this id @throws HttpProblem 503 while too many wait */
    Waiting expect(String correlationId, Set<String> labels, Duration patience) {
        if (waiting.size() >= MAX_WAITING) {
            throw new HttpProblem(503, "gemello:twin.busy", "Too many wait for acknowledgements or live responses.", "Try again in a moment.", Map.of("Retry-After", "1"));
        }
        Waiting one = new Waiting(labels, patience);
        if (waiting.putIfAbsent(correlationId, one) != null) {
            throw AcknowledgementRequestDuplicateCorrelationIdException.newBuilder(correlationId).build();
        }
        one.complete.whenComplete((done, late) -> waiting.remove(correlationId, one));
        one.complete.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        return one;
    }

    /** Somebody acknowledges. Who is not waited for (any more) is not heard. */
    void give(String correlationId, String label, Ack ack) {
        Waiting one = waiting.get(correlationId);
        if (one != null) {
            one.give(label, ack);
        }
    }

    /** A live responder answers; only those who were asked may. */
    void reply(String correlationId, Object hearer, Ack ack) {
        Waiting one = waiting.get(correlationId);
        if (one != null && one.told.contains(hearer)) {
            one.give(AckWish.LIVE_RESPONSE, ack);
        }
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }

    /** @param acks null where the response is the whole answer */
    public record Outcome(Response response, Map<String, Ack> acks) {
        /** The answer over HTTP. @param json makes one of a status and JSON */
        public Response over(BiFunction<Integer, String, Response> json) {
            return acks == null ? response : AckText.overHttp(acks, json);
        }
    }

    /** Changes something and waits for what others say to it. A change that is refused, or that nobody wants an answer to, is not waited for. */
    public CompletionStage<Outcome> around(AckWish wish, String correlationId, Duration patience, Supplier<Response> change) {
        Waiting others = expect(correlationId, wish.ofOthers(), patience);
        Response begun;
        try {
            begun = change.get();
        } catch (RuntimeException refusal) {
            others.giveUp();
            throw refusal;
        }
        if (wish.ofOthers().isEmpty()) {
            others.giveUp();
        }
        CompletionStage<Response> stored = begun.body() instanceof Response.Later later ? later.response() : CompletableFuture.completedFuture(begun);
        return stored.thenCompose(done -> {
            if (done.status() >= 300 || done.status() == 202) {
                others.giveUp();
                return CompletableFuture.completedFuture(new Outcome(done, null));
            }
            return others.outcome().thenApply(acks -> new Outcome(done, AckText.withStored(wish, done, acks)));
        });
    }
}
