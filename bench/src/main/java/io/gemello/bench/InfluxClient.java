package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One and the same client for InfluxDB and for Gemello's gateway: line protocol of 5,000 lines at a time over one connection, InfluxQL. */
final class InfluxClient {
    private static final int LINES = 5000;
    private static final int BUSY = 503;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String authorization;
    private long busy;

    /** @param authorization null for none */
    InfluxClient(String address, String authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    /** Writes it all, each request when the last is answered. */
    void write(SeriesData data) throws Exception {
        StringBuilder lines = new StringBuilder();
        int[] count = {0};
        SeriesData.Walk walk = data.walk();
        boolean more = true;
        while (more) {
            more = walk.next((series, time, value) -> {
                lines.append("temperature,point=p").append(series).append(" value=").append(value).append(' ').append(time).append('\n');
                if (++count[0] == LINES) {
                    post(lines.toString());
                    lines.setLength(0);
                    count[0] = 0;
                }
            });
        }
        if (lines.length() > 0) {
            post(lines.toString());
        }
    }

    private void post(String lines) throws Exception {
        HttpRequest request = request("/write?db=gemello&precision=ns").POST(HttpRequest.BodyPublishers.ofString(lines)).build();
        for (HttpResponse<String> answer = send(request); answer.statusCode() != 204; answer = send(request)) {
            if (answer.statusCode() != BUSY) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            busy++;
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    JsonNode query(String influxQl) throws Exception {
        HttpRequest request = request("/query?epoch=ns&db=gemello").header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("q=" + URLEncoder.encode(influxQl, StandardCharsets.UTF_8))).build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return RuntimeProcess.JSON.readTree(answer.body()).path("results").path(0);
    }

    /** Requests that were refused for the moment and sent again. */
    long busy() {
        return busy;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofMinutes(5));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
