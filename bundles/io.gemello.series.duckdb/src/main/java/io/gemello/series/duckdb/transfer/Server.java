package io.gemello.series.duckdb.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The running system, as a command reaches it: by the port in {@code DATA/run.json} or a given address, with a token or the operator's password from the environment. */
final class Server {
    static final ObjectMapper JSON = new ObjectMapper();
    /** How long a server that is away or busy is waited for. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
    private static final int BUSY = 503;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI address;
    private final String authorization;

    Server(URI address, String authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    /** @param address null for that of the system that runs in {@code data} @throws IllegalArgumentException says what to give */
    static Server of(String address, Path data, Map<String, String> environment) throws IOException {
        String token = environment.get("GEMELLO_TOKEN");
        String password = environment.get("GEMELLO_PASSWORD");
        if (token == null && password == null) {
            throw new IllegalArgumentException("set GEMELLO_TOKEN to a token of a user with the role integrator (gemello token NAME), or GEMELLO_PASSWORD to the password of operator");
        }
        URI server = address == null ? local(data) : URI.create(address.endsWith("/") ? address : address + "/");
        return new Server(server, token != null ? "Bearer " + token : "Basic " + Base64.getEncoder().encodeToString(("operator:" + password).getBytes(StandardCharsets.UTF_8)));
    }

    private static URI local(Path data) throws IOException {
        Path run = data.resolve("run.json");
        if (!Files.exists(run)) {
            throw new IllegalArgumentException("nothing runs in " + data + " (there is no run.json): start it, or give --data DIR or --server URL");
        }
        return URI.create("http://127.0.0.1:" + JSON.readTree(run.toFile()).get("http").asInt() + "/");
    }

    URI address() {
        return address;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    JsonNode post(String path, byte[] json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE;
        HttpRequest ready = request.header("Authorization", authorization).timeout(Duration.ofMinutes(2)).build();
        for (long pause = 1;; pause = Math.min(2 * pause, 10)) {
            IOException trouble;
            try {
                HttpResponse<byte[]> answer = client.send(ready, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200) {
                    return JSON.readTree(answer.body());
                }
                trouble = new IOException(address + " answered " + answer.statusCode() + ": " + message(answer.body()));
                if (answer.statusCode() != BUSY) {
                    throw new Refused(trouble.getMessage());
                }
            } catch (Refused refused) {
                throw refused;
            } catch (IOException away) {
                trouble = new IOException(address + " does not answer: " + away.getMessage(), away);
            }
            if (System.nanoTime() > giveUp) {
                throw trouble;
            }
            TimeUnit.SECONDS.sleep(pause);
        }
    }

    private static String message(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return (json.path("message").asText() + " " + json.path("description").asText("")).strip();
        } catch (IOException notJson) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** An answer that asking again would not change. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}
