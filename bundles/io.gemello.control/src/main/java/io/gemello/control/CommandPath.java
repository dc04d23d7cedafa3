package io.gemello.control;

import java.util.concurrent.CompletionStage;

/** How commands get to actuators. */
@FunctionalInterface
interface CommandPath {
    /** Never blocks. @return completes when it has arrived; fails when it has not */
    CompletionStage<Void> send(String topic, byte[] payload);
}
