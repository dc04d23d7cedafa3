package io.gemello.series.influxdb;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.service.InfluxQLQueryService;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.util.List;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import retrofit2.Response;

/** One client of the configured server. Any thread. */
final class InfluxServer implements AutoCloseable {
    private final Target target;
    private final Dispatcher calls = new Dispatcher();
    private final InfluxDBClient client;

    InfluxServer(Target target) throws IOException {
        this.target = target;
        OkHttpClient.Builder http = new OkHttpClient.Builder().dispatcher(calls).connectTimeout(target.timeout()).readTimeout(target.timeout())
            .writeTimeout(target.timeout());
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder().url(target.url()).org(target.org()).bucket(target.bucket()).okHttpClient(http);
        String token = target.token();
        if (!token.isEmpty()) {
            options.authenticateToken(token.toCharArray());
        }
        client = InfluxDBClientFactory.create(options.build());
        if (target.gzip()) {
            client.enableGzip();
        }
    }

    /** For what only some versions of InfluxDB have. */
    InfluxDBClient client() {
        return client;
    }

    /** E.g. {@code 1.6.7}; {@code unknown} where a proxy hides it. @throws InfluxException when nobody answers */
    String version() {
        String version = client.version();
        return version.startsWith("v") ? version.substring(1) : version;
    }

    /** @return null when InfluxDB has stored everything */
    Refusal write(String lines) {
        try {
            client.getWriteApiBlocking().writeRecord(target.bucket(), target.org(), WritePrecision.NS, lines);
            return null;
        } catch (InfluxException problem) {
            return Refusal.of(problem);
        }
    }

    /** Rows of one InfluxQL statement, all series one after another; times are nanoseconds. */
    List<Rows.Row> ask(String influxQl) throws IOException {
        try {
            Response<ResponseBody> answer = client.getService(InfluxQLQueryService.class).query(influxQl, target.database(), target.policy(), "ns", null, "application/json").execute();
            if (!answer.isSuccessful()) {
                throw new InfluxException(answer);
            }
            try (ResponseBody body = answer.body()) {
                return Rows.parse(body.charStream());
            }
        } catch (InfluxException refused) {
            throw new IOException("InfluxDB at " + target.url() + ": " + Refusal.of(refused).message(), refused);
        } catch (IOException away) {
            throw new IOException("InfluxDB at " + target.url() + ": " + Refusal.sentence(away), away);
        }
    }

    /** Ends what is on its way, too. */
    @Override
    public void close() {
        calls.cancelAll();
        client.close();
    }
}
