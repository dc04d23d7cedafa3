package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.testkit.FakeIntake;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DropWatchTest {
    private final FakeIntake intake = new FakeIntake();
    private final IntakeSession session = intake.open(new AdapterInfo("hall", "mqtt", ""));
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final DropWatch watch = new DropWatch("hall", "tcp://b", new BrokerDrops(null, "tcp://b"), new Losses(session, "hall", nanos::get), nanos::get);

    private interface Answer {
        boolean give() throws MqttLink.Refused;
    }

    private MqttLink link(Answer answer) {
        return (MqttLink) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {MqttLink.class}, (proxy, method, args) -> {
            assertEquals("watch", method.getName());
            asked.incrementAndGet();
            return answer.give();
        });
    }

    @Test
    void aRiseIsCountedAndShownForTenMinutes() throws Exception {
        watch.ask(link(() -> true));
        assertFalse(watch.told("5".getBytes()));
        assertTrue(watch.told("8".getBytes()));
        assertEquals(Map.of("broker-queue-full", 3L), intake.lost());
        assertTrue(watch.complaint().contains("3 messages"));
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(10) - 1);
        assertFalse(watch.minute());
        nanos.incrementAndGet();
        assertTrue(watch.minute());
        assertEquals("", watch.complaint());
    }

    @Test
    void aBrokerThatDeniesItIsNotAskedAgain() throws Exception {
        watch.ask(link(() -> false));
        watch.ask(link(() -> true));
        assertEquals(1, asked.get());
    }

    @Test
    void aBrokerThatCutsOffWhoAsksIsNotAskedAgain() throws Exception {
        assertThrows(MqttLink.Refused.class, () -> watch.ask(link(() -> {
            throw new MqttLink.Refused(false, "gone");
        })));
        watch.ask(link(() -> true));
        assertEquals(1, asked.get());
    }
}
