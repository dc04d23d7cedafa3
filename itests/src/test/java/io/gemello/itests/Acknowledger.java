package io.gemello.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Somebody who acknowledges what he sees, over REST, each time with a comment of its own. */
final class Acknowledger implements AutoCloseable {
    private final GemelloProcess gemello;
    private final String name;
    private final Set<String> answered = new TreeSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final Thread thread = new Thread(this::run, "acknowledger");
    private volatile boolean on = true;

    /** @param name begins his comments */
    Acknowledger(GemelloProcess gemello, String name) {
        this.gemello = gemello;
        this.name = name;
        thread.start();
    }

    private void run() {
        while (on) {
            try {
                for (String state : new String[] {"unacknowledged", "returned%20unacknowledged", "latched%20unacknowledged"}) {
                    for (JsonNode alert : gemello.get("/api/gemello/alerts?limit=5&state=" + state).get("alerts")) {
                        acknowledge(alert.get("id").asText());
                    }
                }
            } catch (IOException | AssertionError away) {
                // Killed, or the engine is being replaced: what was not answered is nobody's.
                pause();
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void acknowledge(String alert) throws IOException, InterruptedException {
        String comment = alert + " " + name + "-" + asked.size();
        asked.add(comment);
        HttpResponse<String> answer = gemello.send("POST", "/api/gemello/alerts/" + alert.replace("@", "%40") + "/ack", "{\"comment\":\"" + comment + "\"}");
        if (answer.statusCode() == 200) {
            answered.add(comment);
        } else if (answer.statusCode() == 409) {
            refused.add(comment);
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Comments that were answered with 200: they must be in the history, once. After {@link #close}. */
    Set<String> answered() {
        return answered;
    }

    /** Comments that were answered with 409: they must not be in the history. */
    Set<String> refused() {
        return refused;
    }

    @Override
    public void close() throws InterruptedException {
        on = false;
        thread.join(40_000);
        if (thread.isAlive()) {
            throw new AssertionError("a request was not answered for 40 s");
        }
    }
}
