package io.gemello.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How commands get to actuators. */
@FunctionalInterface
interface CommandPath {
    /** Never blocks. @return completes when it has arrived; fails when it has not */
    CompletionStage<Void> send(String topic, byte[] payload);

    /** One that throws, as it may in the moment in which it is replaced, has not sent: that must not hold up other actuators. */
    default CommandPath guarded() {
        return (topic, payload) -> {
            try {
                return send(topic, payload);
            } catch (RuntimeException | LinkageError gone) {
                return CompletableFuture.failedFuture(gone);
            }
        };
    }
}
