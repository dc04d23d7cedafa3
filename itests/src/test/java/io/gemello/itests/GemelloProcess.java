package io.gemello.itests;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The assembled runtime as a user starts it: a process of its own, known only by its files, its output and its ports. */
final class GemelloProcess implements AutoCloseable {
    static final String PASSWORD = "correct-horse-battery";
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY = Duration.ofSeconds(90);
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Path data;
    private final Process process;
    private final Path output;
    private final int http;
    private final int mqtt;

    private GemelloProcess(Path data, Process process, Path output) throws Exception {
        this.data = data;
        this.process = process;
        this.output = output;
        JsonNode run = await("ready", READY, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("exit " + process.exitValue() + ":\n" + output());
            }
            return Files.exists(data.resolve("run.json")) && output().contains("ready ") ? JSON.readTree(data.resolve("run.json").toFile()) : null;
        });
        this.http = run.get("http").asInt();
        this.mqtt = run.get("mqtt").asInt();
    }

    /** Starts it on free ports and waits for {@code ready}. */
    static GemelloProcess start(Path data, String... options) throws Exception {
        return start(data, Map.of(), options);
    }

    /** The same with more in its environment. */
    static GemelloProcess start(Path data, Map<String, String> environment, String... options) throws Exception {
        Path output = data.resolveSibling(data.getFileName() + ".out");
        List<String> all = new ArrayList<>(List.of("--data", data.toString(), "--port", "0", "--mqtt-port", "0"));
        all.addAll(List.of(options));
        Files.deleteIfExists(data.resolve("run.json"));
        ProcessBuilder command = command("run", all).redirectErrorStream(true).redirectOutput(output.toFile());
        command.environment().putAll(environment);
        Process process = command.start();
        try {
            return new GemelloProcess(data, process, output);
        } catch (Exception | AssertionError failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    /** {@code ./gemello COMMAND …} of the assembled folder, with the first password in its environment. */
    static ProcessBuilder command(String command, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(BuiltBundle.home().resolve("gemello").toString(), command));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("GEMELLO_PASSWORD", PASSWORD);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return builder;
    }

    int http() {
        return http;
    }

    int mqtt() {
        return mqtt;
    }

    long pid() {
        return process.pid();
    }

    Path data() {
        return data;
    }

    String output() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path)).timeout(Duration.ofSeconds(30))
            .header("Authorization", basic("operator", PASSWORD));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return send(request(path).method(method, publisher).header("Content-Type", "application/json").build());
    }

    /** The JSON answer of a GET that must succeed. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, null);
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Does something to a bundle as the web console's buttons do. @param action {@code start}, {@code stop}, {@code update}, {@code uninstall} */
    void bundle(String symbolicName, String action) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/system/console/bundles/" + symbolicName).header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("action=" + action)).build());
        if (answer.statusCode() >= 400) {
            throw new AssertionError(action + " of " + symbolicName + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Whether the web server answers, signed in. */
    boolean reachable() throws InterruptedException {
        try {
            return send("GET", "/api/gemello/points?limit=1", null).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    /** The sum of a metric's series, 0 where it has none yet. */
    double metric(String name) throws IOException, InterruptedException {
        double sum = 0;
        for (String line : send("GET", "/metrics", null).body().lines().toList()) {
            if (line.startsWith(name + "{") || line.startsWith(name + " ")) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return sum;
    }

    /** Ends it as an operator does. @return its exit code */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("did not stop within 40 s of TERM");
        }
        return process.exitValue();
    }

    /** kill -9: nothing may be tidied up. The script is replaced by the JVM (exec), so this is the JVM's own process. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            kill();
        }
    }

    /** Asks again and again until there is an answer. Null means not yet. */
    static <T> T await(String what, Duration patience, Callable<T> question) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            T answer = question.call();
            if (answer != null) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    static void awaitTrue(String what, Duration patience, Callable<Boolean> question) throws Exception {
        await(what, patience, () -> question.call() ? Boolean.TRUE : null);
    }
}
