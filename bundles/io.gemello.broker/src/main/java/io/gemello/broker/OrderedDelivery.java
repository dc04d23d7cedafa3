package io.gemello.broker;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Sends messages to subscribers at once. Artemis lets every packet wait for the disk writes of whichever pool thread sends it,
 * so that one message overtakes another when a queue's deliveries change threads; and a message in a queue is on the disk already.
 * What acknowledges something still waits.
 */
final class OrderedDelivery extends MQTTProtocolHandler {
    private volatile ChannelHandlerContext channel;

    OrderedDelivery(ActiveMQServer server, MQTTProtocolManager manager) {
        super(server, manager);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx;
    }

    @Override
    protected void sendToClient(MqttMessage message) {
        if (message instanceof MqttPublishMessage) {
            channel.writeAndFlush(message, channel.voidPromise());
        } else {
            super.sendToClient(message);
        }
    }
}
