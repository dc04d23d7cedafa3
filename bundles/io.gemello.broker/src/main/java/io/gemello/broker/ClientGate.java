package io.gemello.broker;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Stands between the decoder and Artemis' MQTT, one per connection, on its I/O thread: nothing passes before sign-in has
 * succeeded, a client id belongs to the user who holds it, names that reach into other clients' queues are refused.
 */
final class ClientGate extends ChannelDuplexHandler {
    /** Artemis' way to name somebody else's queue ("address::queue"); as part of a topic it would open that queue. */
    private static final String QUEUE_NAME = "::";
    private static final int EXPIRY = MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL.value();

    private enum Phase { NEW, SIGNING_IN, IN, REFUSED }

    /** What all connections of a broker share. */
    record Shared(Map<String, ClientGate> holders, Set<String> localIds, Traffic traffic, Refusals refusals, int sessionExpirySeconds, boolean plainClients) {}

    private final Shared shared;
    /** What came behind CONNECT before it was answered: at most what one read brought, since reading pauses. */
    private final Deque<MqttMessage> held = new ArrayDeque<>();
    /** Messages of a resumed session that were ready before CONNACK was: nothing may go out before it (MQTT 5, 3.2). At most the receive maximum. */
    private final Deque<MqttPublishMessage> early = new ArrayDeque<>();
    private Phase phase = Phase.NEW;
    private String user = "";
    private String clientId = "";

    ClientGate(Shared shared) {
        this.shared = shared;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object raw) {
        MqttMessage message = (MqttMessage) raw;
        if (phase == Phase.REFUSED) {
            ReferenceCountUtil.release(message);
        } else if (message.decoderResult().isFailure()) {
            refuse(ctx, message, "malformed", "sent no MQTT or too large a packet (" + SignIn.printable(message.decoderResult().cause().getMessage()) + ")");
        } else if (phase == Phase.SIGNING_IN) {
            held.add(message);
        } else if (phase == Phase.NEW) {
            if (message instanceof MqttConnectMessage connect) {
                connect(ctx, connect);
            } else {
                refuse(ctx, message, "no-connect", "did not begin with CONNECT");
            }
        } else {
            pass(ctx, message);
        }
    }

    private void connect(ChannelHandlerContext ctx, MqttConnectMessage connect) {
        SslHandler tls = (SslHandler) ctx.pipeline().get(MqttPort.TLS);
        user = connect.payload().userName() == null || connect.payload().userName().isEmpty() ? ofCertificate(tls) : connect.payload().userName();
        clientId = connect.payload().clientIdentifier() == null ? "" : connect.payload().clientIdentifier();
        boolean local = SignIn.local(user);
        if (tls == null && !local && !shared.plainClients) {
            refuse(ctx, connect, "plain", "came without TLS, and plain.clients = false");
            return;
        }
        // Who names no id is given one of his own.
        ClientGate holder = clientId.isEmpty() ? null : shared.holders.get(clientId);
        if (!local && shared.localIds.contains(clientId) || holder != null && !holder.user.equals(user)) {
            boolean v5 = connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
            ctx.write(MqttMessageBuilders.connAck().sessionPresent(false).returnCode(v5 ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
                : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED).build());
            refuse(ctx, connect, "client-id", "asked for a client id that another user holds: give it one of its own");
            return;
        }
        if (connect.variableHeader().isWillFlag() && connect.payload().willTopic().contains(QUEUE_NAME)) {
            refuse(ctx, connect, "topic", "named a will topic with '::', which this broker does not carry");
            return;
        }
        if (!local) {
            MqttProperties properties = connect.variableHeader().properties();
            if (properties.getProperty(EXPIRY) instanceof MqttProperties.IntegerProperty asked && Integer.compareUnsigned(asked.value(), shared.sessionExpirySeconds) > 0) {
                properties.add(new MqttProperties.IntegerProperty(EXPIRY, shared.sessionExpirySeconds));
            }
        }
        phase = Phase.SIGNING_IN;
        ctx.channel().config().setAutoRead(false);
        ctx.fireChannelRead(connect);
    }

    /** For telling clients apart that name no user: their certificates do. */
    private static String ofCertificate(SslHandler tls) {
        try {
            return tls == null ? "" : tls.engine().getSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException none) {
            return "";
        }
    }

    private void pass(ChannelHandlerContext ctx, MqttMessage message) {
        if (message instanceof MqttPublishMessage publish) {
            if (publish.variableHeader().topicName().contains(QUEUE_NAME)) {
                refuse(ctx, message, "topic", "published to a topic with '::', which this broker does not carry");
                return;
            }
            shared.traffic.in(publish.payload().readableBytes());
        } else if (message instanceof MqttSubscribeMessage subscribe
                && subscribe.payload().topicSubscriptions().stream().anyMatch(s -> s.topicFilter().contains(QUEUE_NAME))) {
            refuse(ctx, message, "topic", "subscribed to a topic with '::', which this broker does not carry");
            return;
        }
        ctx.fireChannelRead(message);
    }

    private void refuse(ChannelHandlerContext ctx, MqttMessage message, String reason, String what) {
        phase = Phase.REFUSED;
        shared.refusals.count(reason, "MQTT client '" + SignIn.printable(clientId) + "' of user '" + SignIn.printable(user) + "' at " + ctx.channel().remoteAddress() + " " + what + "; disconnected");
        ReferenceCountUtil.release(message);
        ctx.writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object raw, ChannelPromise promise) {
        if (raw instanceof MqttPublishMessage publish) {
            shared.traffic.out(publish.payload().readableBytes());
            if (phase == Phase.SIGNING_IN) {
                early.add(publish);
                return;
            }
        }
        boolean signedIn = phase == Phase.SIGNING_IN && raw instanceof MqttConnAckMessage ack && answered(ack);
        ctx.write(raw, promise);
        if (signedIn) {
            while (!early.isEmpty()) {
                ctx.write(early.poll(), ctx.voidPromise());
            }
            ctx.channel().config().setAutoRead(true);
            while (phase == Phase.IN && !held.isEmpty()) {
                pass(ctx, held.poll());
            }
        }
    }

    private boolean answered(MqttConnAckMessage ack) {
        if (ack.variableHeader().connectReturnCode() != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            phase = Phase.REFUSED;
            return false;
        }
        phase = Phase.IN;
        if (!clientId.isEmpty()) {
            shared.holders.put(clientId, this);
            if (SignIn.local(user)) {
                shared.localIds.add(clientId);
            }
        }
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        shared.holders.remove(clientId, this);
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        early.forEach(ReferenceCountUtil::release);
        early.clear();
        ctx.fireChannelInactive();
    }
}
