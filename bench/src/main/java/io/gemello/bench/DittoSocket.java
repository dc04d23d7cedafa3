package io.gemello.bench;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A client of {@code /ws/2}, as plain as can be: it shares the machine with what is measured. */
final class DittoSocket implements AutoCloseable {
    private static final String ID = "\"correlation-id\":\"";
    private final Map<String, CompletableFuture<Boolean>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final Consumer<String> events;
    private final WebSocket socket;
    private CompletionStage<?> sent = CompletableFuture.completedFuture(null);

    /** @param events told of each event's envelope; null for none */
    DittoSocket(RuntimeProcess runtime, Consumer<String> events) throws Exception {
        this.events = events;
        socket = runtime.client().newWebSocketBuilder().header("Authorization", runtime.authorization())
            .buildAsync(URI.create("ws://127.0.0.1:" + runtime.httpPort() + "/ws/2"), new Ear()).get(30, TimeUnit.SECONDS);
        if (events != null) {
            say("START-SEND-EVENTS?namespaces=" + DittoThings.NAMESPACE);
            subscribed.get(30, TimeUnit.SECONDS);
        }
    }

    /** A socket takes the next text when the one before has left. */
    private synchronized void say(String text) {
        sent = sent.thenCompose(none -> socket.sendText(text, true));
    }

    /** @param envelope whose correlation id is n @return whether it was done */
    CompletionStage<Boolean> ask(long n, String envelope) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        asked.put(String.valueOf(n), answer);
        say(envelope);
        return answer;
    }

    private void heard(String text) {
        if (text.endsWith(":ACK")) {
            subscribed.complete(null);
        } else if (text.contains("/events/")) {
            events.accept(text);
        } else {
            int from = text.indexOf(ID) + ID.length();
            CompletableFuture<Boolean> answer = asked.remove(text.substring(from, text.indexOf('"', from)));
            if (answer != null) {
                answer.complete(text.contains("\"status\":20"));
            }
        }
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            from.request(1);
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                heard(whole);
            }
            return null;
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
