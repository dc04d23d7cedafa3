package io.gemello.api.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The trail of who changed what: durable, never rewritten. Any thread; never blocks; never throws. */
@ProviderType
public interface Audit {
    /**
     * @param what the change as a verb phrase of the product, e.g. {@code bundle.install}, {@code site.apply}; stable, so that it can be searched
     * @param target what it was done to, e.g. a bundle's name and version; a stranger's text is bounded and cleaned here
     * @param outcome {@code done}, or the sentence of the refusal
     */
    void record(Subject who, String what, String target, String outcome);

    /**
     * For who answers a person only after the change is in the trail.
     *
     * @return done, by a thread of the trail, when what was recorded so far is on the disk, or has to wait longer because the disk or the journal cannot take it now; never fails
     */
    default CompletionStage<Void> kept() {
        return CompletableFuture.completedFuture(null);
    }
}
