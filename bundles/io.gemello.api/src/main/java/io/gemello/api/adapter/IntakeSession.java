package io.gemello.api.adapter;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** An adapter's one door. Any thread may call it; order is kept per point for samples of one thread. */
@ProviderType
public interface IntakeSession extends AutoCloseable {
    /**
     * Takes a batch. It may block while too much of this session is in flight: that is the back-pressure. The stage
     * completes when everything of the batch that is to be kept is durable: then, and only then, the adapter may
     * acknowledge its source. It completes on the journal's thread: never block there. It fails with
     * {@link io.gemello.api.journal.JournalFull} while the disk is full (try again later) and with IllegalStateException
     * after {@link #close}. A sample that cannot become a good reading becomes a bad one or is counted; it never fails the batch.
     *
     * @param batch about 256 samples; the list must not be changed afterwards; empty is allowed
     */
    CompletionStage<Void> submit(List<Sample> batch);

    /** As {@link #submit} but never blocks: null when the batch was refused because too much is in flight or the disk is full. For request threads, which then answer 503. */
    CompletionStage<Void> offer(List<Sample> batch);

    /** Looks an address up once. Unknown addresses get a binding too: what is submitted for it is remembered for discovery (the last payload of at most 10,000 addresses, 1 KiB each; the rest is counted). */
    Binding bind(String address);

    /** The addresses that the site wants from this adapter now. */
    Set<String> wanted();

    /**
     * Calls back with {@link #wanted()}: at once, in the caller's thread, and after every change of the site in the thread that applies it, which must not be blocked
     * for long. Never two calls at a time. One listener per session; a second replaces the first.
     */
    void onWanted(Consumer<Set<String>> changed);

    /** Tells operators how the adapter fares. */
    void status(AdapterStatus now);

    /** Counts something that was lost or refused before it became a sample, so that operators see it: {@code reason} is a short word such as {@code oversized}. */
    void lost(String reason, long count);

    /** Ends the session; batches in flight are still stored and completed. Idempotent. */
    @Override
    void close();
}
