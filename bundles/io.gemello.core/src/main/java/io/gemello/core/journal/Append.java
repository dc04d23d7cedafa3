package io.gemello.core.journal;

import java.util.concurrent.CompletableFuture;

/** An append on its way to the disk. */
record Append(byte type, byte version, byte[] body, CompletableFuture<Long> done) {
    /** Bytes that its record takes. */
    long size() {
        return RecordFormat.HEADER + body.length;
    }
}
