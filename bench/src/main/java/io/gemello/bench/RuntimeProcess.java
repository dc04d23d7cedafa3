package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The runtime as a user starts it, on free ports, with a data folder of its own. */
final class RuntimeProcess implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String USER = "operator";

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String password = UUID.randomUUID().toString();
    private final Process process;
    private final double wallSeconds;
    private final double cpuSeconds;
    private final int http;
    private final int mqtt;

    /** Starts it and waits for {@code ready}. @param site null for the one that comes with it */
    RuntimeProcess(Path home, Path data, Path site) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("gemello").toString(), "run", "--data", data.toString(), "--port", "0", "--mqtt-port", "0"));
        if (site != null) {
            command.addAll(List.of("--site", site.toString()));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("GEMELLO_PASSWORD", password);
        long begun = System.nanoTime();
        process = builder.start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line; (line = said.readLine()) == null || !line.startsWith("ready ");) {
            if (line == null) {
                throw new IOException("the runtime ended before it was ready");
            }
            System.out.println("  runtime: " + line);
        }
        wallSeconds = (System.nanoTime() - begun) / 1e9;
        cpuSeconds = Proc.cpuSeconds(pid());
        JsonNode run = JSON.readTree(data.resolve("run.json").toFile());
        http = run.get("http").asInt();
        mqtt = run.get("mqtt").asInt();
        Thread echo = new Thread(() -> said.lines().forEach(line -> System.out.println("  runtime: " + line)), "bench-echo");
        echo.setDaemon(true);
        echo.start();
    }

    long pid() {
        return process.pid();
    }

    String password() {
        return password;
    }

    int httpPort() {
        return http;
    }

    /** For the header of that name. */
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    String mqttUri() {
        return "tcp://127.0.0.1:" + mqtt;
    }

    double wallSecondsToReady() {
        return wallSeconds;
    }

    double cpuSecondsToReady() {
        return cpuSeconds;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path)).header("Authorization", authorization());
    }

    HttpClient client() {
        return client;
    }

    /** The JSON of a GET; null for 404. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request(path).timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 404) {
            return null;
        }
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " answered " + answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    /** What the runtime itself counted of intake and losses, where it is not 0. */
    List<String> counts() throws IOException, InterruptedException {
        return metrics("gemello_(samples|readings|readings_by_reason|unmapped_samples|samples_failed|adapter_lost|adapter_refused|journal_failed|reader_missed|feed_failures)_total");
    }

    /** The series of metrics of these names that are not 0. @param names a regular expression */
    List<String> metrics(String names) throws IOException, InterruptedException {
        String metrics = client.send(request("/metrics").build(), HttpResponse.BodyHandlers.ofString()).body();
        return metrics.lines().filter(line -> line.matches(names + "[{ ].*")).filter(line -> value(line) != 0).toList();
    }

    /** The sum of a metric's series. */
    double metric(String name) throws IOException, InterruptedException {
        return metrics(name).stream().mapToDouble(RuntimeProcess::value).sum();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            System.out.println("  the runtime did not stop within 60 s of TERM and was killed");
            process.destroyForcibly().waitFor();
        }
    }
}
