package io.gemello.twin.ditto;

import com.neovisionaries.ws.client.OpeningHandshakeException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.ditto.base.model.json.JsonSchemaVersion;
import org.eclipse.ditto.client.DisconnectedDittoClient;
import org.eclipse.ditto.client.DittoClient;
import org.eclipse.ditto.client.DittoClients;
import org.eclipse.ditto.client.configuration.BasicAuthenticationConfiguration;
import org.eclipse.ditto.client.configuration.MessagingConfiguration;
import org.eclipse.ditto.client.configuration.WebSocketMessagingConfiguration;
import org.eclipse.ditto.client.internal.bus.Classification;
import org.eclipse.ditto.client.messaging.AuthenticationProviders;
import org.eclipse.ditto.client.messaging.MessagingProvider;
import org.eclipse.ditto.client.messaging.MessagingProviders;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.protocol.ProtocolFactory;

/** One connection with the other Ditto by its client. The client itself does not connect again: whoever has this one makes another, so that nothing of before is taken for known. */
final class OtherDitto implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Target target;
    private final Consumer<String> lost;
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();
    private MessagingProvider line;
    private DisconnectedDittoClient unconnected;
    private volatile DittoClient client;
    private volatile boolean closed;

    /** @param lost told why, when the connection has ended */
    OtherDitto(Target target, Consumer<String> lost) {
        this.target = target;
        this.lost = lost;
    }

    /** @throws NotSignedIn when user or password are not taken @throws IOException when nobody answers */
    void connect() throws IOException, InterruptedException {
        String password = target.password().read();
        MessagingConfiguration.Builder configuration = WebSocketMessagingConfiguration.newBuilder().endpoint(target.url().toString()).jsonSchemaVersion(JsonSchemaVersion.V_2)
            .reconnectEnabled(false).initialConnectRetryEnabled(false).timeout(target.timeout())
            .disconnectedListener(context -> end("the connection ended" + context.getCause().map(cause -> ": " + cause.getMessage()).orElse("")));
        if (target.authority() != null) {
            configuration.trustStoreConfiguration(TrustedAuthority.of(target.authority()));
        }
        line = MessagingProviders.webSocket(configuration.build(),
            AuthenticationProviders.basic(BasicAuthenticationConfiguration.newBuilder().username(target.user()).password(password).build()), threads());
        unconnected = DittoClients.newInstance(line);
        try {
            client = await(unconnected.connect().toCompletableFuture());
        } catch (ExecutionException failed) {
            throw unconnected(failed.getCause());
        }
    }

    /** What a server's page says besides the status is not for a log line. */
    private static IOException unconnected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OpeningHandshakeException handshake) {
                int status = handshake.getStatusLine().getStatusCode();
                return status == UNAUTHORIZED || status == FORBIDDEN ? new NotSignedIn("it answers " + status) : new IOException("it answers " + status + " at that url", failure);
            }
        }
        return new IOException(sentence(failure), failure);
    }

    private static ExecutorService threads() {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory named = work -> {
            Thread thread = new Thread(work, "gemello-twin-ditto-client-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newFixedThreadPool(THREADS, named);
    }

    /** The innermost reason, in words. */
    static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private <T> T await(CompletableFuture<T> answer) throws ExecutionException, IOException, InterruptedException {
        awaited.add(answer);
        try {
            if (closed) {
                throw new IOException("the connection ended");
            }
            return answer.get(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            end("no answer within " + target.timeout().toSeconds() + " s");
            throw new IOException("no answer within " + target.timeout().toSeconds() + " s", late);
        } finally {
            awaited.remove(answer);
        }
    }

    /** @return the answer @throws Refused what the other Ditto says @throws IOException when there is none */
    JsonObject ask(JsonObject envelope) throws IOException, Refused, InterruptedException {
        try {
            Adaptable answer = await(client.sendDittoProtocol(ProtocolFactory.jsonifiableAdaptableFromJson(envelope)).toCompletableFuture().copy());
            return Envelope.accepted(ProtocolFactory.wrapAsJsonifiableAdaptable(answer).toJson());
        } catch (ExecutionException failed) {
            end(sentence(failed.getCause()));
            throw new IOException(sentence(failed.getCause()), failed.getCause());
        }
    }

    /** Null when there is no such thing, or the mirror may not see it. */
    JsonObject thing(String id) throws IOException, Refused, InterruptedException {
        try {
            return Envelope.value(ask(Envelope.thing(id, "retrieve", "/", null))).asObject();
        } catch (Refused refusal) {
            if (refusal.missing()) {
                return null;
            }
            throw refusal;
        }
    }

    /** @param heard told of every envelope of that kind, by threads of the client; must be quick */
    void subscribe(Classification.StreamingType kind, String namespace, Consumer<JsonObject> heard) throws IOException, InterruptedException {
        line.getAdaptableBus().subscribeForAdaptable(kind, adaptable -> heard.accept(ProtocolFactory.wrapAsJsonifiableAdaptable(adaptable).toJson()));
        CompletableFuture<String> begun = line.getAdaptableBus().subscribeOnceForString(Classification.forString(kind.startAck()), target.timeout()).toCompletableFuture();
        line.emit(kind.start() + "?namespaces=" + namespace);
        try {
            await(begun);
        } catch (ExecutionException refused) {
            throw new IOException(kind.start() + " was not acknowledged: " + sentence(refused.getCause()), refused.getCause());
        }
    }

    /** Says something that nobody answers. */
    void say(JsonObject envelope) {
        line.emit(envelope.toString());
    }

    /** @param id {@code namespace:name} @return whether it is there, and may be seen */
    boolean policy(String id) throws IOException, Refused, InterruptedException {
        try {
            ask(Envelope.policy(id, "retrieve", null).setValue("fields", JsonFactory.newValue("policyId")));
            return true;
        } catch (Refused refusal) {
            if (refusal.missing()) {
                return false;
            }
            throw refusal;
        }
    }

    private void end(String why) {
        if (!closed) {
            closed = true;
            IOException away = new IOException(why);
            awaited.forEach(answer -> answer.completeExceptionally(away));
            lost.accept(why);
        }
    }

    @Override
    public void close() {
        closed = true;
        IOException away = new IOException("the mirror has ended");
        awaited.forEach(answer -> answer.completeExceptionally(away));
        if (unconnected != null) {
            unconnected.destroy();
        }
    }

    /** User or password are wrong. */
    static final class NotSignedIn extends IOException {
        private static final long serialVersionUID = 1;

        NotSignedIn(String message) {
            super(message);
        }
    }
}
