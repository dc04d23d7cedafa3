package io.gemello.http;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Dialect;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.http.json.JsonBytes;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** One request on its way to one answer, now or later: whoever settles it first answers, the others are silent. */
final class Visit {
    private static final int FIRST_ERROR = 400;
    /** A trail on a slow disk does not leave callers without their answers. */
    private static final long TRAIL_SECONDS = 2;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final HttpCounts counts;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile AsyncContext async;
    private volatile Subject caller = Subject.ANONYMOUS;
    private volatile Function<String, CompletionStage<Void>> heard = outcome -> CompletableFuture.completedFuture(null);
    private volatile Dialect dialect;

    Visit(HttpServletRequest request, HttpServletResponse response, HttpCounts counts) {
        this.request = request;
        this.response = response;
        this.counts = counts;
    }

    HttpServletRequest request() {
        return request;
    }

    /** Who it is, once that is known. */
    Subject caller() {
        return caller;
    }

    void admitted(Subject who) {
        caller = who;
    }

    /** From now on errors are told in this way. */
    void speak(Dialect other) {
        dialect = other;
    }

    HttpServletResponse response() {
        return response;
    }

    /** @param heard told once what became of the request, {@code done} or why not; the answer goes out when it is done with that */
    void whenSettled(Function<String, CompletionStage<Void>> heard) {
        this.heard = heard;
    }

    /** Lets the request outlive its thread. */
    AsyncContext goAsync() {
        if (async == null) {
            async = request.startAsync();
            async.setTimeout(0);
        }
        return async;
    }

    /** @throws RuntimeException for an answer that cannot be written; nothing was answered then */
    void answer(Response answer) {
        if (answer.body() instanceof Response.Stream stream) {
            if (!settle(answer, () -> AnswerWriter.write(request, response, answer, stream))) {
                unread(stream);
            }
            return;
        }
        byte[] body = AnswerWriter.bytes(answer);
        settle(answer, () -> AnswerWriter.write(request, response, answer, body));
    }

    private void unread(Response.Stream stream) {
        try {
            stream.bytes().close();
        } catch (IOException broken) {
            counts.gone();
        }
    }

    private boolean settle(Response answer, Writing writing) {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        finish(heard.apply(answer.status() < FIRST_ERROR ? "done" : "refused with status " + answer.status()), writing);
        return true;
    }

    void refuse(HttpProblem problem) {
        if (settled.compareAndSet(false, true)) {
            finish(heard.apply(problem.getMessage()), () -> AnswerWriter.refuse(request, response, problem, body(problem)));
        }
    }

    private byte[] body(HttpProblem problem) {
        try {
            return dialect == null ? Refusal.json(problem) : JsonBytes.of(dialect.refusal(request.getRequestURI(), problem));
        } catch (RuntimeException | LinkageError stopped) {
            // Its bundle has gone while the request was on its way.
            return Refusal.json(problem);
        }
    }

    /** The caller is gone. */
    void abandon() {
        if (settled.compareAndSet(false, true)) {
            heard.apply("the caller left before the answer");
            finish(() -> {});
        }
    }

    /** For who answers in another way, e.g. with a stream. @return false when it was answered already */
    boolean take() {
        return settled.compareAndSet(false, true);
    }

    /** Answers by a pool thread of the server: the calling thread may be one that must not wait for a network. */
    void elsewhere(Runnable work) {
        try {
            goAsync().start(work);
        } catch (RuntimeException stopping) {
            abandon();
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void finish(CompletionStage<Void> trail, Writing writing) {
        CompletableFuture<Void> kept = trail.toCompletableFuture();
        if (kept.isDone()) {
            finish(writing);
            return;
        }
        AsyncContext later = goAsync();
        kept.copy().orTimeout(TRAIL_SECONDS, TimeUnit.SECONDS).whenComplete((done, late) -> {
            try {
                later.start(() -> finish(writing));
            } catch (RuntimeException stopping) {
                complete();
            }
        });
    }

    private void finish(Writing writing) {
        try {
            writing.run();
            counts.answered(request.getMethod(), response.getStatus());
        } catch (IOException | IllegalStateException gone) {
            counts.gone();
        } finally {
            complete();
        }
    }

    private void complete() {
        if (async != null) {
            try {
                async.complete();
            } catch (IllegalStateException alreadyOver) {
                counts.gone();
            }
        }
    }
}
