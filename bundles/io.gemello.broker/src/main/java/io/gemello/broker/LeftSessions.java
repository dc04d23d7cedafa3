package io.gemello.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTSessionState;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that outlived a restart and whose clients do not come back. Artemis reads their subscriptions but no longer knows when
 * they expire, and would keep their queues for ever; here their time begins anew with the broker's start.
 */
final class LeftSessions {
    private static final Logger LOG = LoggerFactory.getLogger(LeftSessions.class);
    private static final SimpleString LOCAL = SimpleString.of(SignIn.LOCAL_USER);
    private static final String SHARED = "$share/";
    private final ActiveMQServer server;
    private final MQTTStateManager states;
    private final Map<String, MQTTSessionState> left;

    /** Before the first client comes. */
    LeftSessions(ActiveMQServer server, int expirySeconds) throws Exception {
        this.server = server;
        states = MQTTStateManager.getInstance(server);
        left = Map.copyOf(states.getSessionStates());
        if (!left.isEmpty()) {
            server.getScheduledPool().schedule(this::expire, expirySeconds, TimeUnit.SECONDS);
        }
    }

    private void expire() {
        left.forEach((clientId, state) -> {
            // A client that came back has made it a session of this run, which Artemis lets expire by itself.
            if (state.getSession() == null && !state.isAttached() && states.getSessionStates().get(clientId) == state) {
                try {
                    remove(clientId, state);
                } catch (Exception e) {
                    LOG.warn("the session of absent MQTT client '{}' could not be removed: {}", SignIn.printable(clientId), e.getMessage());
                }
            }
        });
    }

    private void remove(String clientId, MQTTSessionState state) throws Exception {
        List<Queue> queues = new ArrayList<>();
        for (var subscription : state.getSubscriptions()) {
            if (!subscription.topicFilter().startsWith(SHARED)) {
                Queue queue = server.locateQueue(SimpleString.of(MQTTUtil.getCoreQueueFromMqttTopic(subscription.topicFilter(), clientId, server.getConfiguration().getWildcardConfiguration())));
                if (queue != null) {
                    queues.add(queue);
                }
            }
        }
        if (queues.stream().anyMatch(queue -> LOCAL.equals(queue.getUser()))) {
            return;
        }
        states.removeSessionState(clientId);
        for (Queue queue : queues) {
            server.destroyQueue(queue.getName(), null, true);
        }
        LOG.info("the session of MQTT client '{}', absent since before the last start, has expired", SignIn.printable(clientId));
    }
}
