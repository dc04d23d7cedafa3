package io.gemello.twin.protocol;

import io.gemello.api.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.ditto.base.model.acks.AcknowledgementLabel;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.headers.DittoHeadersBuilder;
import org.eclipse.ditto.base.model.signals.acks.Acknowledgement;
import org.eclipse.ditto.base.model.signals.acks.Acknowledgements;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.protocol.ProtocolFactory;
import org.eclipse.ditto.protocol.TopicPath;
import org.eclipse.ditto.protocol.adapter.DittoProtocolAdapter;
import org.eclipse.ditto.things.model.ThingId;

/** Acknowledgements in Ditto's own form. */
final class AckText {
    private static final DittoProtocolAdapter ADAPTER = DittoProtocolAdapter.newInstance();

    private AckText() {}

    /** What others said, and what the twin itself says of a change that it stored, in the order asked for. */
    static Map<String, Ack> withStored(AckWish wish, Response done, Map<String, Ack> others) {
        DittoHeadersBuilder<?, ?> headers = DittoHeaders.newBuilder();
        done.headers().forEach((name, value) -> {
            if (name.equals("ETag") || name.equals("entity-revision")) {
                headers.putHeader(name.toLowerCase(Locale.ROOT), value);
            }
        });
        Ack stored = new Ack(done.status(), done.body() == null ? null : JsonFactory.readFrom(new String((byte[]) done.body(), StandardCharsets.UTF_8)), headers.build(), null);
        Map<String, Ack> all = new LinkedHashMap<>();
        for (String label : wish.labels()) {
            if (wish.stored(label)) {
                all.put(label, stored);
            } else if (others.containsKey(label)) {
                all.put(label, others.get(label));
            }
        }
        return all;
    }

    static Acknowledgements of(String thingId, String correlationId, Map<String, Ack> acks) {
        List<Acknowledgement> all = new ArrayList<>();
        acks.forEach((label, ack) -> all.add(Acknowledgement.of(AcknowledgementLabel.of(label), ThingId.of(thingId), HttpStatus.tryGetInstance(ack.status()).orElse(HttpStatus.BAD_GATEWAY),
            ack.headers().toBuilder().correlationId(correlationId).build(), ack.value())));
        return Acknowledgements.of(all, DittoHeaders.newBuilder().correlationId(correlationId).build());
    }

    static String envelope(Acknowledgements acks, TopicPath.Channel channel) {
        return ProtocolFactory.wrapAsJsonifiableAdaptable(ADAPTER.toAdaptable(acks, channel)).toJsonString();
    }

    /** As an answer over HTTP: the status is that of the only one, or 200 or 424 by whether all are good. */
    static Response overHttp(Map<String, Ack> acks, BiFunction<Integer, String, Response> json) {
        JsonObjectBuilder body = JsonFactory.newObjectBuilder();
        acks.forEach((label, ack) -> {
            JsonObjectBuilder one = JsonFactory.newObjectBuilder().set("status", ack.status());
            if (ack.value() != null) {
                one.set("value", ack.value());
            }
            body.set(label, one.set("headers", ack.headers().toJson()).build());
        });
        int status = acks.size() == 1 ? acks.values().iterator().next().status() : acks.values().stream().allMatch(Ack::good) ? 200 : 424;
        return json.apply(status, body.build().toString());
    }
}
