package io.gemello.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.health.Health;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class FailedComponentsTest {
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
    private static final String TRACE = """
        java.lang.reflect.InvocationTargetException
        \tat java.base/jdk.internal.reflect.DirectConstructorHandleAccessor.newInstance(Unknown Source)
        Caused by: java.lang.IllegalArgumentException: interval.ms is 1; it must be 10 or more
        \tat org.example.Probe.<init>(Probe.java:12)
        \t... 31 more
        """;
    private final ComponentConfigurationDTO probe = new ComponentConfigurationDTO();
    private final FailedComponents health = new FailedComponents(runtime(), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void aWrongSettingIsNamedWithItsFileUntilItIsMended() {
        probe.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        probe.failure = TRACE;
        probe.properties = Map.of("felix.fileinstall.filename", "file:/data/etc/org.example.probe-roof.cfg");
        assertEquals(List.of(new Health("component.org.example.probe-roof", Health.State.CRITICAL, NOON, "does not start: interval.ms is 1; it must be 10 or more",
            "correct etc/org.example.probe-roof.cfg or its form in the web console; it starts anew by itself")), health.check());
        probe.state = ComponentConfigurationDTO.ACTIVE;
        assertTrue(health.check().isEmpty());
    }

    @Test
    void aFaultOfTheCodeIsNamedByItsKind() {
        probe.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        probe.failure = "java.lang.NullPointerException\n\tat org.example.Probe.<init>(Probe.java:12)\n";
        probe.properties = Map.of();
        assertEquals("component.org.example.Probe: does not start: NullPointerException", health.check().get(0).name() + ": " + health.check().get(0).message());
    }

    private ServiceComponentRuntime runtime() {
        ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        description.name = "org.example.Probe";
        return (ServiceComponentRuntime) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ServiceComponentRuntime.class}, (proxy, method, arguments) -> {
            Collection<?> answer = method.getName().equals("getComponentDescriptionDTOs") ? List.of(description) : List.of(probe);
            return answer;
        });
    }
}
