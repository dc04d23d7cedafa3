package io.gemello.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's InfluxDB 1.6.7, a process of its own. {@link #url} is that of an nginx before it, which gives it the write path of InfluxDB 2 and wants
 * {@link #TOKEN}; {@link #direct} is InfluxDB itself. Needs the packages influxdb and nginx-light.
 */
public final class InfluxPeer implements AutoCloseable {
    public static final String TOKEN = "test-token";

    private static final String INFLUXD = """
        reporting-disabled = true
        bind-address = "127.0.0.1:%1$d"
        [meta]
          dir = "%3$s/meta"
        [data]
          dir = "%3$s/data"
          wal-dir = "%3$s/wal"
          index-version = "inmem"
          query-log-enabled = false
          max-series-per-database = 0
        [http]
          bind-address = "127.0.0.1:%2$d"
          log-enabled = false
          flux-enabled = false
        [monitor]
          store-enabled = false
        [subscriber]
          enabled = false
        """;
    private static final String NGINX = """
        daemon off; master_process off; worker_processes 1; pid nginx.pid; error_log logs/err.log;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
          client_max_body_size 64m;
          map $arg_precision $v1prec { default n; ns n; us u; ms ms; s s; }
          map $arg_bucket $v1db { "~^(?<d>[^/%%]+)(?:%%2F|/).*$" $d; default $arg_bucket; }
          map $arg_bucket $v1rp { "~^[^/%%]+(?:%%2F|/)(?<r>.+)$" $r; default ""; }
          map $http_authorization $authok { default 0; "Token test-token" 1; }
          server {
            listen 127.0.0.1:%1$d;
            if ($authok = 0) { return 401 '{"code":"unauthorized","message":"unauthorized access"}'; }
            proxy_set_header Authorization "";
            location = /api/v2/write { proxy_pass http://127.0.0.1:%2$d/write?db=$v1db&rp=$v1rp&precision=$v1prec; }
            location / { proxy_pass http://127.0.0.1:%2$d; }
          }
        }
        """;

    private final Path folder;
    private final int rpc = freePort();
    private final int port = freePort();
    private final int front = freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process influxd;
    private Process nginx;

    /** Starts both and waits until they answer. @param folder for everything that they write */
    public InfluxPeer(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("logs"));
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(folder.resolve("influxdb.conf"), INFLUXD.formatted(rpc, port, folder));
        Files.writeString(folder.resolve("nginx.conf"), NGINX.formatted(front, port));
        nginx = process("nginx", "-p", folder.toString(), "-c", folder.resolve("nginx.conf").toString());
        start();
    }

    /** Where InfluxDB's version 2 clients go. */
    public String url() {
        return "http://127.0.0.1:" + front;
    }

    public String direct() {
        return "http://127.0.0.1:" + port;
    }

    /** InfluxDB's process. */
    public long pid() {
        return influxd.pid();
    }

    /** Starts InfluxDB on the data it had, and waits until it answers. */
    public void start() throws Exception {
        influxd = process("influxd", "-config", folder.resolve("influxdb.conf").toString());
        Until.holds("InfluxDB answers at " + url(), () -> {
            if (!influxd.isAlive() || !nginx.isAlive()) {
                throw new IOException("influxd or nginx ended: " + Files.readString(folder.resolve("influxd.out")) + Files.readString(folder.resolve("nginx.out")));
            }
            try {
                return http.send(HttpRequest.newBuilder(URI.create(url() + "/ping")).header("Authorization", "Token " + TOKEN).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** As a power cut to the process: SIGKILL. */
    public void kill() throws InterruptedException {
        influxd.destroyForcibly().waitFor();
    }

    /** SIGTERM, and its end. */
    public void stop() throws InterruptedException {
        influxd.destroy();
        influxd.waitFor();
    }

    /** Hangs without closing a connection: SIGSTOP; {@link #resume} ends it. */
    public void hang() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(influxd.pid())).inheritIO().start().waitFor();
    }

    /** What InfluxDB itself answers to a statement of InfluxQL, times in nanoseconds. */
    public String query(String database, String influxQl) throws IOException, InterruptedException {
        URI uri = URI.create(direct() + "/query?epoch=ns&db=" + URLEncoder.encode(database, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri).header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("q=" + URLEncoder.encode(influxQl, StandardCharsets.UTF_8))).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Writes lines past nginx, times in nanoseconds. @throws IOException when InfluxDB refuses */
    public void write(String database, String lines) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(direct() + "/write?db=" + URLEncoder.encode(database, StandardCharsets.UTF_8))).POST(HttpRequest.BodyPublishers.ofString(lines)).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 204) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    private Process process(String... command) throws IOException {
        try {
            return new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(command[0] + ".out").toFile())).start();
        } catch (IOException missing) {
            throw new IOException(command[0] + " cannot be started: install the packages influxdb and nginx-light", missing);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (Process process : List.of(influxd, nginx)) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
