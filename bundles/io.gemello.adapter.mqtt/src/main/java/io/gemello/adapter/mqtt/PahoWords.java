package io.gemello.adapter.mqtt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What both Paho clients have in common: patience, and their codes in words that say what to do. */
final class PahoWords {
    static final int TIMEOUT_SECONDS = 10;
    static final int KEEP_ALIVE_SECONDS = 30;
    /** For the answer to any packet. */
    static final long PATIENCE_MILLIS = 15_000;
    /** For acknowledgements that are still on their way out. */
    static final long FAREWELL_MILLIS = 500;
    /** Filters in one SUBSCRIBE: brokers limit the packet. */
    private static final int PORTION = 100;
    /** Held, since java.util.logging forgets loggers that nobody holds. Paho writes stack traces for every lost connection; the adapter's own line says it. */
    private static final Logger QUIET = Logger.getLogger("org.eclipse.paho");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private PahoWords() {}

    static List<List<String>> portions(Collection<String> filters) {
        List<String> all = List.copyOf(filters);
        List<List<String>> portions = new ArrayList<>();
        for (int i = 0; i < all.size(); i += PORTION) {
            portions.add(all.subList(i, Math.min(all.size(), i + PORTION)));
        }
        return portions;
    }

    /** @param code CONNACK's, of MQTT 3.1.1 or 5, or Paho's own above 32000 */
    static MqttLink.Refused connect(MqttLink.Target target, int code, Exception failure) {
        MqttLink.Refused tls = TlsWords.of(target, failure);
        if (tls != null) {
            return tls;
        }
        String otherwise = failure.getCause() == null ? failure.getMessage() : failure.getCause().getMessage();
        return switch (code) {
            case 4, 134, 5, 135 -> new MqttLink.Refused(true, "the broker at " + target.uri() + " refused user '" + target.user() + "': correct user and password");
            case 1, 132 -> new MqttLink.Refused(true, "the broker at " + target.uri() + " does not speak MQTT " + (target.version() == 5 ? "5: set version to 3" : "3.1.1: set version to 5"));
            case 2, 133 -> new MqttLink.Refused(true, "the broker at " + target.uri() + " refused client id '" + target.clientId() + "': set another client.id");
            default -> new MqttLink.Refused(false, "no connection to " + target.uri() + " (" + otherwise + "): is the broker running and the address right" + (target.uri().startsWith("ssl:") ? ", and is it TLS that is spoken there?" : "?"));
        };
    }

    static String lost(String message, Throwable cause) {
        return "the connection was lost (" + (cause == null || cause.getMessage() == null ? message : cause.getMessage()) + ")";
    }

    static void subscribed(List<String> failed) throws MqttLink.Refused {
        if (!failed.isEmpty()) {
            throw new MqttLink.Refused(true, "the broker refused " + failed.size() + " subscriptions, the first is '" + failed.get(0) + "': give the user the right to read there");
        }
    }

    static Exception publish(String topic, boolean noRight) {
        return new IllegalStateException("the broker refused to publish to '" + topic + "'" + (noRight ? ": the user has no right to" : ""));
    }
}
