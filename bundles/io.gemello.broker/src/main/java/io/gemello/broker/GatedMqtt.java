package io.gemello.broker;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;

/**
 * Artemis' MQTT with three changes in each connection's pipeline: the decoder stops at the largest allowed packet (Artemis
 * would first take up to 256 MB of it into memory, of strangers too, and look at the limit only for MQTT 5), a {@link ClientGate}
 * stands behind it, and messages go out in {@link OrderedDelivery}.
 */
final class GatedMqtt extends MQTTProtocolManagerFactory {
    private final int maxPacketBytes;
    private final ClientGate.Shared shared;

    GatedMqtt(int maxPacketBytes, ClientGate.Shared shared) {
        this.maxPacketBytes = maxPacketBytes;
        this.shared = shared;
    }

    @Override
    public ProtocolManager<?, ?> createProtocolManager(ActiveMQServer server, Map<String, Object> parameters,
                                                       List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) throws Exception {
        MQTTProtocolManager mqtt = (MQTTProtocolManager) super.createProtocolManager(server, parameters, incoming, outgoing);
        return (ProtocolManager<?, ?>) Proxy.newProxyInstance(GatedMqtt.class.getClassLoader(), new Class<?>[] {ProtocolManager.class}, (proxy, method, args) -> {
            if (method.getName().equals("isProtocol")) {
                // There is no other: whatever it is, the decoder below says what is wrong with it.
                return true;
            }
            try {
                Object result = method.invoke(mqtt, args);
                if (method.getName().equals("addChannelHandlers")) {
                    gate((ChannelPipeline) args[0], new OrderedDelivery(server, mqtt));
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void gate(ChannelPipeline pipeline, OrderedDelivery delivery) {
        pipeline.replace(MqttDecoder.class, "gemello-decoder", new MqttDecoder(maxPacketBytes));
        pipeline.replace(MQTTProtocolHandler.class, "gemello-mqtt", delivery);
        pipeline.addBefore("gemello-mqtt", "gemello-gate", new ClientGate(shared));
    }
}
