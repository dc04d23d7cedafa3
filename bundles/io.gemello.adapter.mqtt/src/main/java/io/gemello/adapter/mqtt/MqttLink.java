package io.gemello.adapter.mqtt;

import io.gemello.api.access.TlsPaths;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;

/** One connection to a broker, from {@link #connect} to {@link #close}: what this bundle needs of an MQTT client. Used by one thread, {@link #publish} by any. */
interface MqttLink extends AutoCloseable {
    /** How TLS is spoken where it is configured. @param paths for messages */
    record Tls(SSLContext context, TlsPaths paths) {}

    /** What the broker publishes, with QoS 1, when the connection ends without a farewell. */
    record Will(String topic, byte[] payload) {}

    /** Where and as whom. @param password null for none; never logged @param tls null without configured certificates: with ssl:// then those that Java trusts @param will null for none */
    record Target(String uri, String clientId, String user, String password, int version, long sessionExpirySeconds, int receiveMaximum, Tls tls, Will will) {
        Target(String uri, String clientId, String user, String password, int version, long sessionExpirySeconds, int receiveMaximum, Tls tls) {
            this(uri, clientId, user, password, version, sessionExpirySeconds, receiveMaximum, tls, null);
        }

        Target with(Tls other) {
            return new Target(uri, clientId, user, password, version, sessionExpirySeconds, receiveMaximum, other, will);
        }

        Target with(Will other) {
            return new Target(uri, clientId, user, password, version, sessionExpirySeconds, receiveMaximum, tls, other);
        }

        @Override
        public String toString() {
            return clientId + " at " + uri;
        }
    }

    /** From the client's threads; neither may block for long. */
    interface Listener {
        void arrived(Incoming message);

        /** Once, after a connection that stood is gone without {@link #close}. */
        void lost(String why);
    }

    /** @param id for {@link #acknowledge}; meaningless at qos 0. The payload is nobody else's */
    record Incoming(MqttLink from, String topic, byte[] payload, int id, int qos) {}

    /** Why a connection or a subscription did not come about. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean misconfigured;

        /** @param misconfigured whether waiting will not help */
        Refused(boolean misconfigured, String message) {
            super(message, null, false, false);
            this.misconfigured = misconfigured;
        }

        boolean misconfigured() {
            return misconfigured;
        }
    }

    /** @return whether the broker had kept this client's session */
    boolean connect() throws Refused;

    /** With at most QoS 1: QoS 2 would free the broker of a message before it is durable here. Retained messages come for new subscriptions only, where the protocol can say so. */
    void subscribe(Collection<String> filters) throws Refused;

    /**
     * Subscribes one topic of the broker's own without QoS; what it holds comes each time.
     *
     * @return whether the broker allows it
     * @throws Refused when the connection broke over it
     */
    boolean watch(String topic) throws Refused;

    void unsubscribe(Collection<String> filters) throws Refused;

    /** Tells the broker that it may forget the message; silently nothing when the connection is gone. */
    void acknowledge(Incoming message);

    /** Completes when the broker has it (qos 1) or it is on its way (qos 0). */
    CompletionStage<Void> publish(String topic, byte[] payload, int qos);

    /** Ends the connection; the session stays with the broker. */
    @Override
    void close();
}
